package dev.countersign.audit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {

    /** RFC 8785, appendix B: the bits of a double and its text. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void a_double_is_written_as_ecmascript_does(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.text(value)).isEqualTo(text);
    }

    @Test
    void every_double_reads_back_as_itself() {
        Random random = new Random(8785);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(CanonicalJson.text(value))).isEqualTo(value + 0.0);
            }
        }
    }

    @Test
    void powers_of_ten_and_of_two_have_the_fewest_digits() {
        for (int exponent = -323; exponent <= 308; exponent++) {
            String digits =
                    CanonicalJson.text(Double.parseDouble("1e" + exponent))
                            .replaceAll("e.*|[.]|^0+|0+$", "");
            assertThat(digits.replace("0", "")).isEqualTo("1");
        }
        assertThat(CanonicalJson.text(0x1p-1074)).isEqualTo("5e-324");
        assertThat(CanonicalJson.text(0x1p-1073)).isEqualTo("1e-323");
        assertThat(CanonicalJson.text(2e-323)).isEqualTo("2e-323");
        assertThat(CanonicalJson.text(2e23)).isEqualTo("2e+23");
    }

    /** RFC 8785, section 3.2.2 and 3.2.3. */
    @Test
    void the_example_of_the_standard() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("numbers", List.of(333333333.33333329, 1E30, 4.50, 2e-3, 1e-27));
        value.put("string", "€$" + (char) 15 + "\nA'B\"\\\\\"/");
        value.put("literals", Arrays.asList(null, true, false));

        assertThat(CanonicalJson.text(value))
                .isEqualTo(
                        """
                        {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    @Test
    void keys_are_sorted_by_utf_16_units() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("\u20ac", "Euro Sign");
        value.put("\r", "Carriage Return");
        value.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        value.put("1", "One");
        value.put("\ud83d\ude00", "Emoji: Grinning Face");
        value.put("\u0080", "Control");
        value.put("\u00f6", "Latin Small Letter O With Diaeresis");

        assertThat(CanonicalJson.text(value))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
                                + "\"\u20ac\":\"Euro Sign\","
                                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void nested_and_empty_values_have_no_white_space() {
        assertThat(CanonicalJson.text(Map.of("a", List.of(Map.of(), List.of(), "", -1))))
                .isEqualTo("{\"a\":[{},[],\"\",-1]}");
    }

    @Test
    void integers_of_any_java_type_are_one_value() {
        assertThat(
                        Stream.of(1, 1L, 1.0, (short) 1, BigInteger.ONE, new BigDecimal("1.00"))
                                .map(CanonicalJson::text))
                .containsOnly("1");
        assertThat(CanonicalJson.text(BigInteger.TEN.pow(30))).isEqualTo("1e+30");
    }

    static Stream<Arguments> notJson() {
        return Stream.of(
                argumentSet("not a number", Double.NaN),
                argumentSet("infinity", Double.NEGATIVE_INFINITY),
                argumentSet("a whole number between two doubles", (1L << 53) + 1),
                argumentSet(
                        "a fraction finer than a double", new BigDecimal("0.10000000000000000001")),
                argumentSet("too large", BigInteger.TEN.pow(400)),
                argumentSet("a high surrogate alone", "a\ud83d"),
                argumentSet("a low surrogate alone", "\ude00a"),
                argumentSet("a key that is no string", Map.of(1, 2)),
                argumentSet("an object of another kind", new Object()));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void what_has_no_canonical_text_is_refused(Object value) {
        assertThatThrownBy(() -> CanonicalJson.text(List.of(value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_digest_is_that_of_the_utf_8_text() {
        assertThat(CanonicalJson.digest(Map.of()))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
