package dev.countersign.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.language.Rule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleIndexTest {
    private static final String RULES =
            """
            version: "2.1"
            rules:
              - {id: path, effect: deny, match: {paths: ["services/api/**"]}}
              - {id: name, effect: deny, match: {paths: {any: ["**/generated.json"]}}}
              - {id: within, effect: allow, match: {paths: {all_within: ["build/**"]}, access: [write]}}
              - {id: outside, effect: deny, match: {access: [write], paths: {none: ["**"]}}}
              - {id: command, effect: deny, match: {command: ["deploy-tool apply"]}}
              - {id: file, effect: deny, match: {command: ["./deploy-tool apply"]}}
              - {id: star, effect: deny, match: {command: ["deploy-* apply"]}}
              - {id: program, effect: warn, match: {program: [curl, "wg*"]}}
              - {id: host, effect: deny, match: {hosts: {in: ["*.example.org", "127.0.0.1"]}}}
              - {id: other-host, effect: deny, match: {hosts: {not_in: ["example.org"]}}}
              - {id: effect, effect: deny, match: {effect: [fs.delete.tree], paths: ["data/**"]}}
              - {id: egress, effect: warn, match: {effect: ["net.*"]}}
              - {id: tool, effect: warn, match: {tool: [Bash]}}
              - {id: either, effect: deny, match: {any: [{paths: ["a/**"]}, {program: [npm]}]}}
              - {id: neither, effect: warn, match: {not: {paths: ["a/**"]}}}
            """;

    private static final List<Rule> ALL = PolicyFile.read("index.yml", RULES).rules();

    static Stream<String> calls() {
        return Stream.of(
                "cat services/api/x",
                "cat services/web/x generated.json",
                "rm -rf services",
                "rm -rf .",
                "rm -rf data/x $Y",
                "echo x > build/y; echo z > /srv/q",
                "deploy-tool apply",
                "./deploy-tool apply",
                "deploy-$X apply",
                "$X apply",
                "curl https://api.example.org/x",
                "curl http://2130706433/ https://example.org",
                "wget $HOST",
                "npm test",
                "cat a/b",
                "cat a*/b ~/x $Y/generated.json");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void no_rule_that_speaks_of_a_fact_is_left_out(String command) {
        Facts facts = Judged.facts(command);
        var scene = new Scene(facts, Circumstances.in(Judged.ROOT));
        var index = new RuleIndex(ALL);

        for (Fact fact : facts.all()) {
            List<Rule> found = found(index, fact, scene);
            assertThat(ALL.stream().filter(rule -> rule.matches(fact, scene)))
                    .as("%s of %s", fact.show(), command)
                    .allMatch(found::contains);
        }
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                argumentSet("paths", "{paths: [\"services/s%d/**\"]}"),
                argumentSet("names", "{paths: [\"**/generated-%d.json\"]}"),
                argumentSet("commands", "{command: [\"deploy-tool-%d apply\"]}"),
                argumentSet("hosts", "{hosts: {in: [\"*.team%d.example.org\"]}}"),
                argumentSet("effects", "{effect: [fs.delete.tree], paths: [\"data/d%d/**\"]}"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void rules_about_other_things_are_not_tried(String match) {
        var yaml = new StringBuilder("version: \"2.1\"\nrules:\n");
        for (int i = 0; i < 50; i++) {
            yaml.append(
                    "  - {id: r%d, effect: deny, match: %s}\n".formatted(i, match.formatted(i)));
        }
        var index = new RuleIndex(PolicyFile.read("many.yml", yaml.toString()).rules());
        Facts facts = Judged.facts("cat src/a.json; rm -rf build; curl https://example.org/x");
        var scene = new Scene(facts, Circumstances.in(Judged.ROOT));

        assertThat(facts.all())
                .allSatisfy(
                        fact -> assertThat(index.couldSpeakOf(fact, scene).cardinality()).isZero());
    }

    private static List<Rule> found(RuleIndex index, Fact fact, Scene scene) {
        return IntStream.of(index.couldSpeakOf(fact, scene).stream().toArray())
                .mapToObj(ALL::get)
                .toList();
    }
}
