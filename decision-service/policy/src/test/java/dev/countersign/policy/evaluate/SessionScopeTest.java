package dev.countersign.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.language.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session may see and do, with the example of the language's specification. */
class SessionScopeTest {
    private static final String DECLARED =
            """
            version: "2.1"
            agent_id: "code-assistant-prod"
            credentials:
              - {id: railway_cli_admin_token, env: RAILWAY_TOKEN, pattern: "rw_[A-Za-z0-9]{32,}", environments: [production], issued_for: [deploy-bot]}
            apis:
              - id: railway
                hosts: ["backboard.railway.app"]
                operations:
                  - {name: volume_delete, graphql: "mutation volumeDelete", irreversible: true}
                  - {name: domain_management, graphql: "mutation customDomain*"}
            """;

    private static final String SCOPE =
            """
            session_scope:
              signal: {allowed_files: ["./config/staging.env"], blocked_credentials: ["railway_cli_admin_token"]}
              domain: {allowed_apis: ["railway:domain_management"], blocked_actions: ["railway:volume_delete"], environments: [staging], expires_in: 4h}
            """;

    private static final String POLICIES =
            """
            policies:
              kill:
                - action_type: "irreversible_infrastructure_deletion"
                - credential_scope_mismatch: true
              control:
                - {action_type: "production_api_call", require_hitl: true}
            """;

    private static final CompiledPolicy FULL = Judged.policy(DECLARED + SCOPE + POLICIES);
    private static final CompiledPolicy SCOPED = Judged.policy(DECLARED + SCOPE);

    private static final String ENDPOINT = "https://backboard.railway.app/graphql/v2";
    private static final String POCKETOS =
            "curl -X POST "
                    + ENDPOINT
                    + " -H \"Authorization: Bearer $RAILWAY_TOKEN\""
                    + " -d '{\"query\":\"mutation { volumeDelete(volumeId:\\\"x\\\") }\"}'";
    private static final String DOMAIN =
            "curl -X POST "
                    + ENDPOINT
                    + " -d '{\"query\":\"mutation { customDomainCreate(input: {domain: \\\"a.example\\\"}) { id } }\"}'";

    private static final Proposer YOUNG =
            Proposer.UNKNOWN.named("code-assistant-prod").since(Duration.ofMinutes(5));

    @Test
    void deleting_a_volume_with_a_found_token_ends_the_session() {
        Verdict verdict = judge(FULL, POCKETOS, YOUNG);

        assertThat(verdict.effect()).isEqualTo(Effect.KILL);
        assertThat(verdict.bypassable()).isFalse();
        assertThat(ids(verdict, Effect.KILL))
                .contains(
                        "policies.kill[irreversible_infrastructure_deletion]",
                        "policies.kill[credential_scope_mismatch]");
        assertThat(ids(verdict, Effect.DENY))
                .contains(
                        "session_scope.signal.blocked_credentials",
                        "session_scope.domain.allowed_apis",
                        "session_scope.domain.blocked_actions",
                        "credentials.scope");
        assertThat(ids(verdict, Effect.REQUIRE_APPROVAL))
                .contains("policies.control[production_api_call]");
        assertThat(verdict.reason()).endsWith("Stop now; a human has to look at this session.");
    }

    @Test
    void a_scope_alone_denies_it() {
        Verdict verdict = judge(SCOPED, POCKETOS, YOUNG);

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(ids(verdict, Effect.DENY))
                .contains(
                        "session_scope.signal.blocked_credentials",
                        "session_scope.domain.allowed_apis",
                        "session_scope.domain.blocked_actions",
                        "credentials.scope");
    }

    @Test
    void a_scope_does_not_speak_of_what_is_inside_it() {
        Verdict verdict = judge(FULL, DOMAIN, YOUNG);

        assertThat(verdict.effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(verdict.rules())
                .extracting(MatchedRule::id)
                .noneMatch(id -> id.startsWith("session_scope") || id.startsWith("policies"));
    }

    @Test
    void what_is_inside_the_scope_can_be_allowed() {
        CompiledPolicy policy =
                Judged.policy(
                        DECLARED
                                + SCOPE
                                + POLICIES
                                + """
                                permissions:
                                  network: {allow_outbound: false, exceptions: [backboard.railway.app]}
                                rules:
                                  - {id: domains, effect: allow, match: {api: {id: railway, operation: domain_management}}}
                                  - {id: domains.effect, effect: allow, match: {effect: [infra.change, net.upload], api: {operation: domain_management}}}
                                """);

        // What the shipped baseline says of every program of the kind.
        assertThat(judge(policy, DOMAIN, YOUNG).effect()).isEqualTo(Effect.WARN);
        assertThat(judge(policy, DOMAIN + " -H \"X: $RAILWAY_TOKEN\"", YOUNG).effect())
                .isEqualTo(Effect.KILL);
        assertThat(judge(policy, DOMAIN.replace("} }\"", "} volumeDelete }\""), YOUNG).effect())
                .isEqualTo(Effect.KILL);
        assertThat(judge(policy, DOMAIN.replace("customDomainCreate", "$X"), YOUNG).effect())
                .isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl https://backboard.railway.app/graphql/v2 -d '{\"query\":\"{ me { id } }\"}'",
                "curl -X DELETE https://api.hetzner.cloud/v1/servers/1",
                "terraform destroy -auto-approve",
                "wget --post-file=request.json https://backboard.railway.app/graphql/v2",
                "curl -d @body.json \"$HOST/graphql\"",
                "nc backboard.railway.app 443",
                "curl https://example.org/ --connect-to ::backboard.railway.app:443",
            })
    void what_is_outside_the_domain_is_denied(String command) {
        assertThat(ids(judge(SCOPED, command, YOUNG), Effect.DENY))
                .contains("session_scope.domain.allowed_apis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm test",
                "git commit -m 'no volumeDelete on backboard.railway.app'",
                "curl https://registry.npmjs.org/left-pad",
                "grep -rn RAILWAY_TOKEN .",
                "echo https://backboard.railway.app/graphql/v2",
                "curl -s -X POST http://localhost:3000/graphql -d '{\"query\":\"mutation { volumeDelete }\"}'",
                "ssh backboard.railway.app",
            })
    void a_domain_does_not_speak_of_anything_else(String command) {
        assertThat(judge(FULL, command, YOUNG).rules())
                .extracting(MatchedRule::id)
                .noneMatch(
                        id ->
                                id.startsWith("session_scope.domain")
                                        || id.startsWith("policies")
                                        || id.startsWith("credentials"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat config/staging.env", "wc -l < ./config/staging.env", "echo a"})
    void files_inside_the_signal_are_left_to_other_rules(String command) {
        assertThat(judge(SCOPED, command, YOUNG).rules())
                .extracting(MatchedRule::id)
                .doesNotContain("session_scope.signal.allowed_files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat config/production.env",
                "cat config/*.env",
                "cat \"$FILE\"",
                "grep -r token .",
                "cat config/staging.env.bak",
            })
    void files_outside_the_signal_are_not_read(String command) {
        assertThat(ids(judge(SCOPED, command, YOUNG), Effect.DENY))
                .contains("session_scope.signal.allowed_files");
    }

    @Test
    void reading_tools_obey_the_signal() {
        assertThat(Judged.call(SCOPED, "Read", Map.of("file_path", "src/a.ts")).effect())
                .isEqualTo(Effect.DENY);
        assertThat(
                        Judged.call(
                                        SCOPED,
                                        "Write",
                                        Map.of("file_path", "src/a.ts", "content", "x"))
                                .effect())
                .isEqualTo(Effect.WARN);
    }

    @Test
    void a_domain_ends() {
        Proposer old = YOUNG.since(Duration.ofHours(4));
        Proposer unknown = Proposer.UNKNOWN.named("code-assistant-prod");

        for (Proposer late : List.of(old, unknown)) {
            assertThat(ids(judge(SCOPED, DOMAIN, late), Effect.DENY))
                    .containsExactly("session_scope.domain.expires_in");
            assertThat(judge(SCOPED, "npm test", late).effect()).isEqualTo(Effect.WARN);
        }
        assertThat(judge(SCOPED, DOMAIN, YOUNG.since(Duration.ofMinutes(239))).effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void what_only_may_be_irreversible_is_denied_and_does_not_end_the_session() {
        Verdict verdict = judge(FULL, "curl -X POST " + ENDPOINT + " -d @request.json", YOUNG);

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(ids(verdict, Effect.DENY))
                .contains("policies.kill[irreversible_infrastructure_deletion].perhaps");
    }

    @Test
    void an_interface_of_another_environment_is_outside() {
        CompiledPolicy policy =
                Judged.policy(
                        """
                        version: "2.1"
                        apis:
                          - {id: shop, hosts: [api.shop.example], environments: [production]}
                          - {id: test-shop, hosts: [test.shop.example], environments: [staging, test]}
                        session_scope: {domain: {environments: [staging]}}
                        """);

        assertThat(ids(judge(policy, "curl https://api.shop.example/v1/carts", YOUNG), Effect.DENY))
                .containsExactly("session_scope.domain.environments");
        assertThat(judge(policy, "curl https://test.shop.example/v1/carts", YOUNG).effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void the_reason_names_the_operation_and_the_place_in_the_policy() {
        CompiledPolicy policy =
                Judged.policy(
                        DECLARED
                                + "session_scope: {domain: {blocked_actions: [\"railway:volume_delete\"]}}\n"
                                + "defaults: {api: allow, network: allow}\n"
                                + "rules: [{id: open, effect: allow, match: {effect: [\"*\"]}}]\n");

        assertThat(judge(policy, POCKETOS.replace("$RAILWAY_TOKEN", "x"), YOUNG).reason())
                .isEqualTo(
                        "request POST backboard.railway.app/graphql/v2 (mutation volumeDelete) is denied: Operations that are"
                                + " closed to this session (session_scope.domain.blocked_actions, .agent-policy.yml:11:43)."
                                + " Use an operation that the policy allows, or ask a human to do it.");
    }

    static Verdict judge(CompiledPolicy policy, String command, Proposer proposer) {
        return policy.judge(Judged.facts(command), Circumstances.in(Judged.ROOT).by(proposer));
    }

    static List<String> ids(Verdict verdict, Effect effect) {
        return verdict.rules().stream()
                .filter(rule -> rule.effect() == effect)
                .map(MatchedRule::id)
                .toList();
    }
}
