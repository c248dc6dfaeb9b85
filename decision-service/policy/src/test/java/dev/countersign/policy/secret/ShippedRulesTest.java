package dev.countersign.policy.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ShippedRulesTest {

    private static final SecretScanner SCANNER = new SecretScanner(SecretRules.shipped());

    private static final Map<String, Map<String, List<String>>> EXAMPLES = examples();

    @Test
    void every_rule_has_examples_and_texts_that_are_none() {
        assertThat(EXAMPLES.keySet())
                .containsExactlyInAnyOrderElementsOf(SecretRules.shipped().ids());
        assertThat(EXAMPLES.values())
                .allSatisfy(
                        texts -> {
                            assertThat(texts.get("is")).isNotEmpty();
                            assertThat(texts.get("is_not")).isNotEmpty();
                        });
    }

    static Stream<Arguments> credentials() {
        return texts("is");
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void finds_a_credential_and_nothing_more_of_the_text(String rule, String marked) {
        int from = marked.indexOf('«');
        int to = marked.indexOf('»') - 1;
        String text = marked.replace("«", "").replace("»", "");

        List<Span> found = SCANNER.find(text, "");

        assertThat(found).contains(new Span(from, to, rule));
    }

    static Stream<Arguments> others() {
        return texts("is_not");
    }

    @ParameterizedTest
    @MethodSource("others")
    void finds_none_where_there_is_none(String rule, String text) {
        assertThat(SCANNER.find(text, "")).noneMatch(span -> span.kind().equals(rule));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void finds_it_in_a_long_text_as_well(String rule, String marked) {
        String text = marked.replace("«", "").replace("»", "");
        String filler = "The quick brown fox jumps over the lazy dog.\n".repeat(200);

        List<Span> alone = SCANNER.find(text, "");
        List<Span> within = SCANNER.find(filler + text + "\n" + filler, "");

        assertThat(within)
                .containsAll(
                        alone.stream()
                                .filter(span -> !rule.equals("private-key"))
                                .map(
                                        span ->
                                                new Span(
                                                        span.from() + filler.length(),
                                                        span.to() + filler.length(),
                                                        span.kind()))
                                .toList());
    }

    @Test
    void only_the_surroundings_of_keywords_are_read_but_for_what_has_no_end() {
        assertThat(SecretRules.shipped().rules())
                .filteredOn(rule -> rule.reach() == 0)
                .extracting(SecretRule::id)
                .containsExactly(
                        "private-key",
                        "jwt",
                        "fly-token",
                        "onepassword-token",
                        "twilio-key",
                        "mailgun-key",
                        "airtable-token",
                        "dropbox-token");
    }

    private static Stream<Arguments> texts(String kind) {
        return EXAMPLES.entrySet().stream()
                .flatMap(
                        rule ->
                                rule.getValue().get(kind).stream()
                                        .map(
                                                text ->
                                                        argumentSet(
                                                                rule.getKey() + ": " + text,
                                                                rule.getKey(),
                                                                MadeUp.text(text))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, List<String>>> examples() {
        var in =
                ShippedRulesTest.class.getResourceAsStream(
                        "/dev/countersign/policy/secret-examples.yml");
        return (Map<String, Map<String, List<String>>>)
                new Load(LoadSettings.builder().build()).loadFromInputStream(in);
    }
}
