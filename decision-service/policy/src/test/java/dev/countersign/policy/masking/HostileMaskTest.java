package dev.countersign.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Input made to break the search: no exception leaves it, nothing grows with the square. */
class HostileMaskTest {

    private static final List<String> PARTS =
            List.of(
                    "token=",
                    "password='",
                    "password \"",
                    "key: ",
                    "\"api_key\": ",
                    "secret",
                    "curl -u ",
                    "mysql -p",
                    "sh -c '",
                    "bash -c \"",
                    "'",
                    "\"",
                    "`",
                    "$(",
                    "${",
                    ")",
                    "}",
                    "<<A ",
                    "<<<",
                    "A\n",
                    "\n",
                    "\\",
                    "\0",
                    "\uE000",
                    "\uD83D",
                    "‹masked›",
                    "=",
                    ":",
                    "://",
                    "a:b@",
                    "@",
                    "Bearer ",
                    "Authorization: ",
                    "-----BEGIN PRIVATE KEY-----",
                    "eyJhbGciOi.",
                    "sk-",
                    "ghp_",
                    "hunter2",
                    " ",
                    "  ",
                    ",",
                    ";",
                    "|",
                    "&",
                    "#",
                    "<password>",
                    "</",
                    "echo x | ",
                    "docker login ",
                    "--password-stdin",
                    "X=1 ",
                    "$X",
                    "vault login -",
                    "=(");

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_text_is_masked_without_fail(int seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        var mask = new ActionMask(Masker.shipped(), List.of("*x*"));

        Map<String, Object> masked =
                mask.fields(
                        Map.of(
                                "command", text.toString(),
                                "args", List.of(text.toString(), "-p"),
                                "content", Map.of(text.toString(), text.toString())));

        assertThat(masked).hasSize(3);
    }

    static Stream<String> parts() {
        return PARTS.stream();
    }

    /** A quarter of a million characters take milliseconds; squared they would take minutes. */
    @ParameterizedTest
    @MethodSource("parts")
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void repetition_costs_no_more_than_its_length(String part) {
        String text = part.repeat((1 << 18) / part.length());

        assertThat(Masker.shipped().command(text)).isNotNull();
        assertThat(Masker.shipped().text(text)).isNotNull();
        assertThat(Masker.words(List.of(text.split("(?<=[ =])")))).isNotEmpty();
    }
}
