package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.tool.Analyser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 5, where a policy cannot be loaded. */
class EmergencyTest {

    private static final String ROOT = "/home/dave/app";

    @ParameterizedTest
    @ValueSource(
            strings = {"cat src/a.ts", "ls -la", "git status", "git diff --stat", "grep -rn x src"})
    void known_read_only_work_goes_on_with_a_warning(String command) {
        assertThat(effect(bash(command))).isEqualTo(Effect.WARN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm test",
                "echo x > legacy/a.txt",
                "git push origin main",
                "make",
                "curl https://github.com/",
                "npm install left-pad",
                "frobnicate"
            })
    void what_else_an_unknown_policy_may_deny_waits_for_people(String command) {
        assertThat(effect(bash(command))).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat .env",
                "rm -rf src",
                "git push --force",
                "terraform apply",
                "kubectl delete namespace prod",
                "npm publish",
                "sudo ls"
            })
    void the_dangerous_is_denied(String command) {
        assertThat(effect(bash(command))).isEqualTo(Effect.DENY);
    }

    @Test
    void tools_of_servers_and_edits_wait_as_well() {
        assertThat(effect(new Action("mcp__jira__create_issue", Map.of("title", "x"), ROOT, "s")))
                .isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(
                        effect(
                                new Action(
                                        "Write",
                                        Map.of("file_path", ROOT + "/src/a.ts", "content", "x"),
                                        ROOT,
                                        "s")))
                .isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(effect(new Action("Read", Map.of("file_path", ROOT + "/src/a.ts"), ROOT, "s")))
                .isEqualTo(Effect.WARN);
    }

    private static Action bash(String command) {
        return new Action("Bash", Map.of("command", command), ROOT, "s");
    }

    private static Effect effect(Action action) {
        return Emergency.policy()
                .judge(Analyser.analyse(action, History.NONE), Circumstances.in(ROOT))
                .effect();
    }
}
