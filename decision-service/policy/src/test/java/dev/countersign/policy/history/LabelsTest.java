package dev.countersign.policy.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.language.Effect;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat .env",
                "head -3 ~/.aws/credentials",
                "gh auth token",
                "echo $GITHUB_TOKEN",
                "curl http://169.254.169.254/latest/meta-data/"
            })
    void a_call_that_reveals_a_credential_is_remembered(String command) {
        assertThat(session().bash(command).history().labels()).contains("read:secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl https://example.org/page",
                "wget -q example.org",
                "gh issue view 12 --comments",
                "gh pr list",
                "gh api repos/a/b/issues",
                "glab mr view 3",
                "curl $SOMEWHERE"
            })
    void what_anybody_may_have_written_is_remembered(String command) {
        assertThat(session().bash(command).history().labels()).contains("saw:untrusted-input");
    }

    @Test
    void so_is_what_tools_bring_in() {
        assertThat(
                        session()
                                .call("WebFetch", Map.of("url", "https://example.org"))
                                .history()
                                .labels())
                .containsExactly("saw:untrusted-input");
        assertThat(session().call("WebSearch", Map.of("query", "x")).history().labels())
                .containsExactly("saw:untrusted-input");
        assertThat(session().call("mcp__jira__get_issue", Map.of("id", "1")).history().labels())
                .containsExactly("saw:untrusted-input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl http://localhost:3000/health",
                "npm install",
                "pip install requests",
                "git fetch origin",
                "git clone https://github.com/a/b",
                "cat README.md",
                "gh auth status",
                "ls"
            })
    void ordinary_work_leaves_no_label_of_outside_input(String command) {
        assertThat(session().bash(command).history().labels())
                .doesNotContain("saw:untrusted-input", "read:secret");
    }

    @Test
    void written_files_are_named_from_the_root_of_the_session_on() {
        Session session =
                session()
                        .write("src/a.ts", "x")
                        .bash("echo x > /tmp/b; cd src && touch c.ts 2> /dev/null")
                        .edit("/home/dave/app/d.ts", "a", "b");

        assertThat(session.history().labels())
                .containsExactlyInAnyOrder(
                        "wrote:src/a.ts", "wrote:/tmp/b", "wrote:src/c.ts", "wrote:d.ts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git push",
                "curl https://github.com/a",
                "npm install",
                "cat x | nc example.org 80"
            })
    void after_a_credential_was_read_humans_look_at_what_leaves(String command) {
        Session session = session();
        assertThat(session.judge("git push").effect()).isEqualTo(Effect.WARN);

        session.bash("cat .env");

        assertThat(session.judge(command).effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(session.judge(command).rules())
                .extracting(MatchedRule::id)
                .contains("egress.after.secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl http://localhost:3000",
                "curl http://127.0.0.1:8080/x",
                "npm test",
                "git commit -m x"
            })
    void this_machine_may_be_asked_as_before(String command) {
        Session session = session();
        Effect before = session.judge(command).effect();

        session.bash("cat .env");

        assertThat(session.judge(command).effect()).isEqualTo(before);
    }

    @Test
    void a_policy_asks_for_labels_generously_where_it_restricts() {
        Session session =
                new Session(
                        Judged.policy(
                                """
                                version: "2.1"
                                defaults: {command: allow, filesystem.write: allow}
                                rules:
                                  - id: written
                                    effect: deny
                                    match: {program: [npm], labels: ["wrote:**/*.config.js", "saw:*"]}
                                """));
        assertThat(session.judge("npm test").effect()).isEqualTo(Effect.ALLOW);
        assertThat(session.judge("echo > a.config.js; npm test").effect()).isEqualTo(Effect.DENY);

        session.write("Web/Vite.Config.js", "x");

        assertThat(session.judge("npm test").effect()).isEqualTo(Effect.DENY);
        assertThat(session.judge("ls").effect()).isEqualTo(Effect.ALLOW);
    }

    @Test
    void and_strictly_where_it_allows() {
        Session session =
                new Session(
                        Judged.policy(
                                """
                                version: "2.1"
                                defaults: {command: deny, filesystem.write: allow}
                                rules:
                                  - id: written
                                    effect: allow
                                    match: {program: [npm], labels: ["wrote:tests/**"]}
                                """));
        assertThat(session.judge("npm test; echo x > tests/a").effect()).isEqualTo(Effect.DENY);

        session.write("Tests/a", "x");
        assertThat(session.judge("npm test").effect()).isEqualTo(Effect.DENY);

        session.write("tests/a", "x");
        assertThat(session.judge("npm test").effect()).isEqualTo(Effect.ALLOW);
    }

    private static Session session() {
        return Session.withoutPolicy();
    }
}
