package dev.countersign.policy.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.history.History;
import dev.countersign.policy.history.Traces;
import dev.countersign.policy.language.Alert;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.ApprovalRequirement.Escalation;
import dev.countersign.policy.language.ApprovalRequirement.Panel;
import dev.countersign.policy.language.Audit;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.PackRef;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.suite.CheckedPolicy;
import dev.countersign.policy.tool.Analyser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The specification's policy that uses everything: it loads, keeps its own tests, and behaves as
 * the remarks beside its lines say.
 */
class WholePolicyTest {
    private static final String TEXT = text();
    private static final Policy POLICY = CheckedPolicy.read(".agent-policy.yml", TEXT);
    private static final CompiledPolicy WHOLE = CompiledPolicy.of(POLICY);
    private static final Circumstances WORKING_HOURS =
            Circumstances.in(Judged.ROOT)
                    .at(Instant.parse("2026-11-20T12:00:00Z"))
                    .by(
                            Proposer.UNKNOWN
                                    .named("code-assistant-prod")
                                    .in(Set.of())
                                    .since(Duration.ZERO));

    @Test
    void it_says_for_whom_it_is_and_what_it_extends() {
        assertThat(POLICY.isFor("code-assistant-prod")).isTrue();
        assertThat(POLICY.isFor("code-assistant-staging")).isFalse();
        assertThat(POLICY.heading().revision()).hasValue(41);
        assertThat(POLICY.heading().extended())
                .extracting(PackRef::toString)
                .containsExactly("builtin/baseline@1");
        assertThat(POLICY.mode()).isEqualTo(Mode.ENFORCE);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                argumentSet("a listed file", write("src/a/b.ts"), "", Effect.ALLOW),
                argumentSet(
                        "a closed list for writes",
                        write("README.md"),
                        "permissions.filesystem.allow",
                        Effect.DENY),
                argumentSet(
                        "a file for humans",
                        write("package.json"),
                        "require_human_approval[package.json]",
                        Effect.REQUIRE_APPROVAL),
                argumentSet(
                        "closed for writing",
                        write("secrets/a.ts"),
                        "permissions.filesystem.deny[secrets/**]",
                        Effect.DENY),
                argumentSet(
                        "closed for reading",
                        bash("head node_modules/x/index.js"),
                        "permissions.filesystem.deny[node_modules/**]",
                        Effect.DENY),
                argumentSet(
                        "closed for reading alone",
                        read("keys/server.pem"),
                        "permissions.filesystem.read.deny[**/*.pem]",
                        Effect.DENY),
                argumentSet(
                        "a credential in the signal is still one",
                        read("config/staging.env"),
                        "secrets.read",
                        Effect.DENY),
                argumentSet(
                        "outside the signal",
                        read("README.md"),
                        "session_scope.signal.allowed_files",
                        Effect.DENY),
                argumentSet("a listed command", bash("npm test"), "", Effect.ALLOW),
                argumentSet("with further words", bash("npm run lint -- --fix"), "", Effect.ALLOW),
                argumentSet(
                        "options in any order and spelling",
                        bash("rm --force tmp -r"),
                        "permissions.commands.deny[rm -rf]",
                        Effect.DENY),
                argumentSet(
                        "an unlisted command",
                        bash("ls"),
                        "permissions.commands.unlisted",
                        Effect.WARN),
                argumentSet(
                        "an unlisted host",
                        fetch("https://evil.example/"),
                        "permissions.network.allow_outbound",
                        Effect.DENY),
                argumentSet(
                        "a listed host", fetch("https://packages.example.org/x"), "", Effect.ALLOW),
                argumentSet(
                        "another port",
                        fetch("https://a.acme.internal:8443/"),
                        "permissions.network.allow_outbound",
                        Effect.DENY),
                argumentSet("a listed tool", mcp("github", "get_issue"), "", Effect.ALLOW),
                argumentSet(
                        "a closed tool",
                        mcp("github", "delete_repo"),
                        "permissions.mcp.github.deny",
                        Effect.DENY),
                argumentSet(
                        "an unlisted server",
                        mcp("other", "get_x"),
                        "permissions.mcp.unlisted",
                        Effect.DENY),
                argumentSet(
                        "a command for humans",
                        bash("git commit -m x"),
                        "require_human_approval[git commit]",
                        Effect.REQUIRE_APPROVAL),
                argumentSet(
                        "a protected branch",
                        bash("git push --force origin main"),
                        "permissions.commands.deny[git push --force]",
                        Effect.DENY),
                argumentSet("a credential", bash("cat .env"), "secrets.read", Effect.DENY),
                argumentSet(
                        "a currency file",
                        write("src/payments/currency/rates.spec.ts"),
                        "payments.currency",
                        Effect.REQUIRE_APPROVAL));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void it_judges_as_its_lines_say(Action action, String rule, Effect effect) {
        Verdict verdict = judge(action, WORKING_HOURS);

        assertThat(verdict.effect()).as(verdict.reason()).isEqualTo(effect);
        assertThat(rule.isEmpty() || ids(verdict).contains(rule)).as("%s", ids(verdict)).isTrue();
    }

    @Test
    void an_irreversible_deletion_of_infrastructure_ends_the_session() {
        Verdict verdict =
                judge(
                        bash(
                                """
                                curl -X POST https://backboard.railway.app/graphql/v2 -d '{"query":"mutation { volumeDelete(volumeId: \\"7\\") }"}'"""),
                        WORKING_HOURS);

        assertThat(verdict.effect()).isEqualTo(Effect.KILL);
        assertThat(verdict.bypassable()).isFalse();
    }

    @Test
    void a_credential_that_is_not_for_this_session_ends_it() {
        assertThat(judge(bash("echo $RAILWAY_TOKEN"), WORKING_HOURS).effect())
                .isEqualTo(Effect.KILL);
    }

    @Test
    void a_domain_operation_of_another_session_is_outside_and_the_domain_ends() {
        Action inside =
                bash(
                        """
                        curl -X POST https://backboard.railway.app/graphql/v2 -d '{"query":"mutation { customDomainCreate(input: {}) { id } }"}'""");

        assertThat(ids(judge(inside, WORKING_HOURS)))
                .doesNotContain("session_scope.domain.allowed_apis");
        assertThat(
                        ids(
                                judge(
                                        inside,
                                        WORKING_HOURS.by(
                                                Proposer.UNKNOWN.since(Duration.ofHours(4))))))
                .contains("session_scope.domain.expires_in");
    }

    @Test
    void publishing_is_denied_outside_business_hours_and_held_within() {
        Action publish = bash("npm publish");

        assertThat(ids(judge(publish, WORKING_HOURS))).doesNotContain("deploy.outside.hours");
        assertThat(
                        ids(
                                judge(
                                        publish,
                                        WORKING_HOURS.at(
                                                Instant.parse("2026-11-20T22:30:00+01:00")))))
                .contains("deploy.outside.hours");
        assertThat(ids(judge(publish, WORKING_HOURS.at(Instant.parse("2026-11-21T12:00:00Z")))))
                .contains("deploy.outside.hours");
    }

    @Test
    void an_expression_says_what_matchers_cannot() {
        Action currency = write("src/payments/currency/rates.ts");
        Circumstances inPayments =
                WORKING_HOURS.by(WORKING_HOURS.proposer().in(Set.of("payments")));

        assertThat(ids(judge(currency, WORKING_HOURS))).contains("payments.currency");
        assertThat(ids(judge(currency, inPayments))).doesNotContain("payments.currency");
    }

    @Test
    void connections_after_a_credential_was_read_need_a_human() {
        Action fetch = fetch("https://packages.example.org/x");
        var shown = Analyser.analyse(bash("echo $NPM_TOKEN"), History.NONE);
        History after = History.NONE.after(Traces.of(shown, Judged.ROOT, "dec_1"));

        Verdict verdict = WHOLE.judge(Analyser.analyse(fetch, after), WORKING_HOURS);

        assertThat(verdict.effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(ids(verdict)).contains("egress.after.secret");
    }

    @Test
    void deleting_a_folder_needs_two_of_security_who_signed_in_afresh() {
        Verdict verdict = judge(bash("rmdir -p src/old; find src/old -delete"), WORKING_HOURS);

        assertThat(POLICY.rules())
                .filteredOn(rule -> rule.id().equals("tree-delete"))
                .first()
                .extracting(rule -> rule.approval().orElseThrow())
                .isEqualTo(
                        new ApprovalRequirement(
                                List.of(
                                        new Panel(
                                                new TreeSet<>(List.of("security-reviewers")),
                                                2,
                                                Optional.of(
                                                        new Escalation(
                                                                Duration.ofMinutes(10),
                                                                new TreeSet<>(
                                                                        List.of(
                                                                                "security-oncall")))))),
                                Duration.ofMinutes(30),
                                true));
        assertThat(ids(verdict)).contains("tree-delete");
    }

    @Test
    void the_message_names_the_paths_and_nothing_lifts_it() {
        Verdict verdict = judge(bash("cat .env"), WORKING_HOURS);

        assertThat(verdict.rules())
                .filteredOn(rule -> rule.id().equals("secrets.read"))
                .extracting(MatchedRule::message)
                .contains("Reading .env is blocked. Ask for a vault reference instead.");
        assertThat(verdict.bypassable()).isFalse();
    }

    @Test
    void an_exception_carves_out_of_its_own_rule() {
        assertThat(ids(judge(bash("cat .env.example"), WORKING_HOURS)))
                .doesNotContain("permissions.filesystem.deny[.env*]")
                .doesNotContain("secrets.read");
    }

    @Test
    void examples_are_checked_every_time_the_policy_loads() {
        String broken =
                TEXT.replace(
                        "no_match_examples: [\"cat .env.example\"]",
                        "no_match_examples: [\"cat .env\"]");

        assertThatThrownBy(() -> CheckedPolicy.read(".agent-policy.yml", broken))
                .isInstanceOf(PolicyErrors.class)
                .hasMessageContaining("no_match_examples: \"cat .env\"");
    }

    @Test
    void tests_are_checked_every_time_the_policy_loads() {
        String broken =
                TEXT.replace(
                        "expect: {effect: deny, rule: secrets.read}", "expect: {effect: allow}");

        assertThatThrownBy(() -> CheckedPolicy.read(".agent-policy.yml", broken))
                .isInstanceOf(PolicyErrors.class)
                .hasMessageContaining("the test \"env is closed\" fails");
    }

    @Test
    void alerts_audit_and_the_terms_of_a_bypass_are_stated() {
        assertThat(POLICY.alerts())
                .extracting(Alert::when)
                .containsExactly(
                        new Alert.When.Repeated(
                                Set.of(Effect.DENY, Effect.KILL),
                                3,
                                Duration.ofMinutes(10),
                                Alert.Per.SESSION),
                        new Alert.When.FirstSeen(Alert.Seen.HOST, Alert.Per.AGENT),
                        new Alert.When.Silent(Duration.ofMinutes(15)));
        assertThat(POLICY.alerts().getFirst().action()).contains(Alert.Action.SUSPEND_SESSION);
        assertThat(POLICY.audit())
                .isEqualTo(new Audit(true, OptionalInt.of(365), true, List.of("input.*token*")));
        assertThat(POLICY.bypass())
                .isEqualTo(
                        new BypassTerms(
                                Optional.of(Duration.ofHours(4)),
                                Optional.of("on-call"),
                                OptionalInt.of(1),
                                OptionalInt.of(20),
                                true,
                                Optional.of(Duration.ofHours(24))));
    }

    private static Verdict judge(Action action, Circumstances circumstances) {
        return WHOLE.judge(Analyser.analyse(action, History.NONE), circumstances);
    }

    private static List<String> ids(Verdict verdict) {
        return verdict.rules().stream().map(MatchedRule::id).toList();
    }

    private static Action bash(String command) {
        return action("Bash", Map.of("command", command));
    }

    private static Action write(String path) {
        return action("Write", Map.of("file_path", path, "content", "x"));
    }

    private static Action read(String path) {
        return action("Read", Map.of("file_path", path));
    }

    private static Action fetch(String url) {
        return action("WebFetch", Map.of("url", url));
    }

    private static Action mcp(String server, String tool) {
        return action("mcp__%s__%s".formatted(server, tool), Map.of());
    }

    private static Action action(String tool, Map<String, Object> input) {
        return new Action(tool, input, Judged.ROOT, "s-1");
    }

    private static String text() {
        try (InputStream in = WholePolicyTest.class.getResourceAsStream("whole.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
