package dev.countersign.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy that teams start with. */
class SeedPolicyTest {
    private static final CompiledPolicy SEED = Judged.seed();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf /tmp/cache",
                "rm -r -f /tmp/cache",
                "rm -fr /tmp/cache",
                "rm --recursive --force /tmp/cache",
                "rm /tmp/cache -R --forc",
                "\\rm -rf /tmp/cache",
                "'r'm \"-rf\" /tmp/cache",
                "/bin/rm -rf /tmp/cache",
                "rm -rf -- /tmp/cache",
                "cd /tmp && rm -rf cache",
                "npm test; rm -rf /tmp/cache",
                "F=-rf; rm $F /tmp/cache",
                "sh -c 'rm -rf /tmp/cache'",
                "{ rm -rf /tmp/cache; }",
                "echo $(rm -rf /tmp/cache)",
                "sudo rm -rf /tmp/cache",
                "rm $(cat flags) /tmp/cache",
            })
    void recursive_forced_deletion_is_denied_in_every_spelling(String command) {
        Verdict verdict = Judged.bash(SEED, command);

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.decisive())
                .extracting(MatchedRule::id)
                .contains("permissions.commands.deny[rm -rf]");
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                argumentSet("a listed command", "npm test", Effect.ALLOW),
                argumentSet("its options", "npm test -- --watch", Effect.ALLOW),
                argumentSet("with a shell word", "npm test && echo ok", Effect.ALLOW),
                argumentSet("a command for humans", "git commit -m x", Effect.REQUIRE_APPROVAL),
                argumentSet(
                        "a mention is no use",
                        "git commit -m 'remove rm -rf'",
                        Effect.REQUIRE_APPROVAL),
                argumentSet("an unlisted command", "npm install", Effect.DENY),
                argumentSet("a listed name elsewhere", "/tmp/evil/npm test", Effect.DENY),
                argumentSet("a shadowed name", "npm() { :; }; npm test", Effect.DENY),
                argumentSet(
                        "one denied part",
                        "npm test && curl https://packages.example.org",
                        Effect.DENY),
                argumentSet("a redirection into a closed file", "npm test > notes.md", Effect.DENY),
                argumentSet("a redirection into an open file", "npm test > src/a.ts", Effect.ALLOW),
                argumentSet("a forced push", "git push -f", Effect.DENY),
                argumentSet("words that may be anything", "git push $(cat x)", Effect.DENY));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commands_are_judged_part_by_part(String command, Effect expected) {
        assertThat(Judged.effect(SEED, command)).isEqualTo(expected);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet("a listed file", "Write", "src/a/b.ts", Effect.ALLOW),
                argumentSet("a file for humans", "Write", "package.json", Effect.REQUIRE_APPROVAL),
                argumentSet(
                        "the same, absolute",
                        "Edit",
                        "/home/dave/app/package.json",
                        Effect.REQUIRE_APPROVAL),
                argumentSet("an unlisted file", "Write", "README.md", Effect.DENY),
                argumentSet("out of the project", "Write", "src/../../x.ts", Effect.DENY),
                argumentSet("reading is open", "Read", "README.md", Effect.ALLOW),
                argumentSet("a closed file", "Read", ".env.local", Effect.DENY),
                argumentSet("at any depth", "Read", "services/api/.ENV", Effect.DENY),
                argumentSet("a closed folder", "Read", "./secrets//a/b", Effect.DENY),
                argumentSet("closed by the longer way", "Read", "src/../secrets/a", Effect.DENY));
    }

    @ParameterizedTest
    @MethodSource("files")
    void files_are_judged_by_where_they_are(String tool, String path, Effect expected) {
        var verdict = Judged.call(SEED, tool, Map.of("file_path", path, "content", "x"));

        assertThat(verdict.effect()).isEqualTo(expected);
    }

    @Test
    void a_held_write_says_who_must_agree_and_why() {
        Verdict verdict =
                Judged.call(SEED, "Write", Map.of("file_path", "package.json", "content", "{}"));

        assertThat(verdict.reason())
                .isEqualTo(
                        "write package.json needs a human's approval: Files that a human must agree to"
                                + " (require_human_approval[package.json], .agent-policy.yml:16:21). Wait for the decision, or propose a"
                                + " call that does not need it.");
        assertThat(verdict.approval())
                .contains(ApprovalRequirement.of(List.of("approvers"), 1, Duration.ofMinutes(30)));
        assertThat(verdict.bypassable()).isTrue();
        assertThat(verdict.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(verdict.policyVersion()).startsWith("1.0+sha256:");
    }

    @Test
    void more_files_than_allowed_in_one_action_are_denied() {
        String patch =
                "*** Begin Patch\n"
                        + "*** Add File: src/%d.ts\n+x\n"
                                .repeat(11)
                                .formatted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
                        + "*** End Patch";

        Verdict verdict = Judged.call(SEED, "apply_patch", Map.of("input", patch));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.decisive())
                .extracting(MatchedRule::id)
                .isEqualTo(List.of("constraints.max_files_per_action"));
    }

    @Test
    void an_explanation_names_every_fact_and_the_rules_considered() {
        Explanation explanation =
                SEED.explain(Judged.facts("sudo rm -rf build"), Circumstances.in(Judged.ROOT));

        assertThat(explanation.facts())
                .extracting(
                        Explanation.ExplainedFact::text,
                        Explanation.ExplainedFact::reach,
                        Explanation.ExplainedFact::through)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "rm -rf build", "wrapped", List.of("sudo")),
                        org.assertj.core.groups.Tuple.tuple(
                                "fs.delete.tree build", "wrapped", List.of("sudo")));
        assertThat(explanation.verdict().effect()).isEqualTo(Effect.DENY);
    }
}
