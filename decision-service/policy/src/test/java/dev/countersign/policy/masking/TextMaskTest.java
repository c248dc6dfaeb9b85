package dev.countersign.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.secret.MadeUp;
import dev.countersign.policy.secret.SecretRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class TextMaskTest {

    static Stream<Arguments> texts() {
        return TextMaskTest.<String>resource("masked-texts").entrySet().stream()
                .map(entry -> argumentSet(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void exactly_the_secret_is_masked(String marked) {
        String text = marked.replace("«", "").replace("»", "");

        assertThat(Masker.shipped().text(text))
                .isEqualTo(marked.replaceAll("«[^»]*»", Masker.MASK));
    }

    static Stream<String> harmlessCommands() {
        return TextMaskTest.<List<String>>resource("harmless-texts").get("both").stream();
    }

    @ParameterizedTest
    @MethodSource("harmlessCommands")
    void an_ordinary_command_stays_as_it_is(String command) {
        assertThat(Masker.shipped().command(command)).isEqualTo(command);
    }

    static Stream<String> harmlessTexts() {
        Map<String, List<String>> harmless = resource("harmless-texts");
        return harmless.values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("harmlessTexts")
    void an_ordinary_text_stays_as_it_is(String text) {
        assertThat(Masker.shipped().text(text)).isEqualTo(text);
    }

    @Test
    void an_ordinary_day_holds_no_secret_and_few_look_alikes_seem_to() throws IOException {
        assertThat(masked("session")).isEmpty();
        assertThat(masked("look-alikes")).hasSizeLessThanOrEqualTo(2);
    }

    private static List<String> masked(String corpus) throws IOException {
        String resource = "/dev/countersign/policy/corpus/" + corpus + ".txt";
        try (var in = TextMaskTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replace('⏎', '\n').replace('⇥', '\t'))
                    .filter(line -> !Masker.shipped().command(line).equals(line))
                    .toList();
        }
    }

    @Test
    void a_kind_that_is_known_is_named() {
        assertThat(Masker.shipped().text(MadeUp.text("GH_TOKEN=ghp_{alnum:36} make")))
                .isEqualTo("GH_TOKEN=‹masked:github-token› make");
    }

    @Test
    void in_a_configuration_file_a_plain_word_is_a_value() {
        assertThat(Masker.shipped().content("password = hunter", "/app/app.ini"))
                .isEqualTo("password = ‹masked›");
        assertThat(Masker.shipped().content("password = hunter", "/app/App.java"))
                .isEqualTo("password = hunter");
    }

    @Test
    void rules_of_an_organisation_mask_as_well() {
        var own =
                SecretRules.read(
                        "own.toml",
                        "[[rules]]\nid = 'badge'\nregex = 'badge-[0-9]{4}'\nkeywords = ['badge-']");

        assertThat(new Masker(SecretRules.shipped().and(own)).text("my badge-1234"))
                .isEqualTo("my ‹masked:badge›");
    }

    @Test
    void a_text_that_is_too_long_to_be_examined_is_masked_as_a_whole() {
        assertThat(Masker.shipped().text("x".repeat((4 << 20) + 1))).isEqualTo(Masker.MASK);
    }

    @Test
    void a_name_that_holds_a_credential_is_recognised_and_an_identifier_is_none() {
        assertThat(Masker.shipped().credentialIn(MadeUp.text("s-ghp_{alnum:36}")))
                .contains("github-token");
        assertThat(Masker.shipped().credentialIn(MadeUp.text("{alnum:43}"))).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> resource(String name) {
        var in = TextMaskTest.class.getResourceAsStream("/dev/countersign/policy/" + name + ".yml");
        return (Map<String, V>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
    }
}
