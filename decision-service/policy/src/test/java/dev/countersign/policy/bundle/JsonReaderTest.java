package dev.countersign.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    @Test
    void every_kind_of_value_is_read() {
        Json read =
                JsonReader.read(
                        "x",
                        " {\"a\" : [ ] , \"b\":[-12, 0 ,{}],\"\\u00e9\\n\\/\\ud83d\\ude00\":\"ü\"} \n");

        assertThat(read)
                .isEqualTo(
                        new Json.Members(
                                Map.of(
                                        "a",
                                        new Json.Items(List.of()),
                                        "b",
                                        new Json.Items(
                                                List.of(
                                                        new Json.Whole(-12),
                                                        new Json.Whole(0),
                                                        new Json.Members(Map.of()))),
                                        "é\n/😀",
                                        new Json.Text("ü"))));
    }

    @ParameterizedTest
    @CsvSource({"1.0", "1e3", "-0", "9007199254740992", "99999999999999999999999", "true", "null"})
    void what_readers_hold_differently_is_no_whole_number(String value) {
        assertThat(JsonReader.read("x", value)).isEqualTo(new Json.Other());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|1: a value is missing",
                "{|2: a name in quotes is missing",
                "{\"a\"}|5: ':' is missing",
                "{\"a\":1|7: ',' is missing",
                "{\"a\":1,}|8: a name in quotes is missing",
                "[1,]|4: a value is missing",
                "[1 2]|4: ',' is missing",
                "{\"a\":1,\"a\":2}|8: the name \"a\" stands twice in one object",
                "{\"a\":1,\"\\u0061\":2}|8: the name \"a\" stands twice in one object",
                "\"a|1: the text does not end",
                "\"a\tb\"|3: a control character stands in a text",
                "\"\\x\"|3: an escape that JSON does not know",
                "\"\\u12\"|3: four hexadecimal digits are missing",
                "\"\\ud800\"|1: the text holds half of a surrogate pair",
                "01|2: something follows the end",
                "+1|1: a value is missing",
                ".5|1: a value is missing",
                "NaN|1: a value is missing",
                "'a'|1: a value is missing",
                "/**/1|1: a value is missing",
                "1 1|3: something follows the end",
                "\uFEFF1|1: a value is missing"
            })
    void what_is_no_json_is_refused_with_its_place(String text, String flaw) {
        assertThatThrownBy(() -> JsonReader.read("x", text))
                .isInstanceOf(BundleRefused.class)
                .hasMessage("x is no valid JSON: line 1, column " + flaw);
    }

    @Test
    void depth_and_number_have_limits() {
        assertThatThrownBy(() -> JsonReader.read("x", "[".repeat(1_000_000)))
                .hasMessage("x is no valid JSON: line 1, column 17: nested deeper than 16 levels");
        assertThatThrownBy(() -> JsonReader.read("x", "[" + "0,".repeat(1_000_000) + "0]"))
                .hasMessageEndingWith("more than 20000 values");
        assertThat(JsonReader.read("x", "9".repeat(1_000_000))).isEqualTo(new Json.Other());
    }
}
