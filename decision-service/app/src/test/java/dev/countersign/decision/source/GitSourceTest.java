package dev.countersign.decision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.bundle.Database;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithRepository.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class GitSourceTest {

    private static final String NPM_TEST = "{\"command\":\"npm test\"}";
    private static final String PUSHED = "{\"ref\":\"refs/heads/main\"}";

    @Inject Database database;
    @Inject GitSettings settings;
    @Inject Positions positions;
    @Inject TakeCommit taking;
    @Inject ReportNotTaken reporting;

    @ConfigProperty(name = WithRepository.FOLDER)
    String folder;

    private final Demo agent = Demo.withoutPolicy();
    private Upstream upstream;

    @BeforeEach
    void a_repository_with_a_policy_that_was_taken() {
        upstream = Upstream.in(Path.of(folder));
        upstream.with(Upstream.POLICY, policy(agent.name(), "owner: x", "allow")).commit("Begin");
        assertThat(pull().hasNonNull("problem")).isFalse();
    }

    /** What was taken once was taken once, and nothing of the credentials is anywhere. */
    @AfterEach
    void every_commit_was_stored_and_activated_at_most_once() {
        assertThat(database.read("select uploaded_by from policy where uploaded_by like 'git:%'"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(
                        database.read(
                                """
                                select a.policy_id || a.pattern from policy_activation a
                                join policy p on p.id = a.policy_id where p.uploaded_by like 'git:%'
                                """))
                .doesNotHaveDuplicates();
        assertThat(
                        database.read(
                                "select convert_from(payload, 'UTF8') from outbox where type like 'policy.%'"))
                .noneMatch(event -> event.contains(WithRepository.TOKEN));
        assertThat(get().toString() + Demo.get("/q/health/ready", "").text())
                .doesNotContain(WithRepository.TOKEN, "Secret");
    }

    @Test
    void what_is_pushed_comes_into_force_and_leaves_a_diff() {
        String before = agent.proposes("Bash", NPM_TEST).permission();
        String commit = push("owner: x", "deny");

        JsonNode view = pull();

        assertThat(before).isEqualTo("allow");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
        assertThat(view.at("/url").asText()).isEqualTo("file://" + folder);
        assertThat(view.at("/taken/commit").asText()).isEqualTo(commit);
        assertThat(view.hasNonNull("problem")).isFalse();
        String policy = view.at("/taken/policy").asText();
        JsonNode stored = Demo.get("/v1/policies/" + policy, Demo.token("carol")).json();
        assertThat(stored.at("/uploaded_by").asText()).isEqualTo(by(commit));
        assertThat(stored.at("/active_for/0").asText()).isEqualTo(agent.name());
        List<String> events = database.eventsOf(policy, "policy.changed");
        assertThat(events).hasSize(2);
        assertThat(events.getFirst())
                .contains(
                        "\"change\":\"uploaded\"",
                        "# commit " + commit + " of branch main of file://" + folder,
                        "# by its own account of Jane Doe <jane@example.com>: Change it",
                        "+  commands: {deny: [");
        assertThat(events.getLast())
                .contains("activated for " + agent.name(), by(commit), "-  commands: {allow:");
    }

    @Test
    void a_commit_that_changes_nothing_of_policies_stores_nothing() {
        String policy = get().at("/taken/policy").asText();
        String commit = upstream.with("README.md", "# " + agent.name()).commit("Say more");

        JsonNode view = pull();

        assertThat(view.at("/taken/commit").asText()).isEqualTo(commit);
        assertThat(view.at("/taken/policy").asText()).isEqualTo(policy);
        assertThat(storedBy(commit)).isEmpty();
    }

    @Test
    void tests_and_overrides_of_folders_are_taken_and_nothing_else() {
        upstream.with("backend/.agent-policy.override.yml", "version: \"2.1\"\n")
                .with("docs/notes.yml", "just: text")
                .with("node_modules/x/.agent-policy.override.yml", "not: ours")
                .with(".agent-policy_test.yml", "tests: []\n");
        String commit = push("owner: more", "deny");

        pull();

        assertThat(
                        database.read(
                                "select path from policy_file f join policy p on p.id = f.policy_id where uploaded_by = '%s' order by path"
                                        .formatted(by(commit))))
                .containsExactly(
                        ".agent-policy.yml",
                        ".agent-policy_test.yml",
                        "backend/.agent-policy.override.yml");
        upstream.without("backend/.agent-policy.override.yml").without(".agent-policy_test.yml");
    }

    @Test
    void of_replicas_that_look_at_once_one_takes_it() {
        List<LookAtRemote> replicas = Stream.generate(this::replica).limit(4).toList();
        String commit = push("owner: many", "deny");

        replicas.stream()
                .map(one -> CompletableFuture.runAsync(() -> one.look(Optional.empty())))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(storedBy(commit)).hasSize(1);
        assertThat(inForce()).containsExactly(storedBy(commit).getFirst());
        assertThat(get().hasNonNull("problem")).isFalse();
        replicas.forEach(LookAtRemote::close);
    }

    @Test
    void what_was_stored_before_a_replica_died_is_put_in_force_by_the_next_look() throws Exception {
        String commit = push("owner: died", "deny");
        try (Mirror dead = mirror()) {
            Commit tip = dead.fetch();
            taking.take(dead.remote(), positions.read(dead.remote()), tip, dead.content(tip), "");
        }
        List<String> before = inForce();

        pull();
        pull();

        assertThat(before).doesNotContainAnyElementsOf(storedBy(commit));
        assertThat(inForce()).isEqualTo(storedBy(commit));
        assertThat(storedBy(commit)).hasSize(1);
    }

    @Test
    void what_cannot_be_noted_is_not_stored() throws Exception {
        try (Mirror slow = mirror()) {
            Position outdated = positions.read(slow.remote());
            push("owner: first", "deny");
            pull();
            String commit = push("owner: second", "allow");
            Commit tip = slow.fetch();
            Content content = slow.content(tip);

            assertThatThrownBy(() -> taking.take(slow.remote(), outdated, tip, content, ""))
                    .isInstanceOf(Positions.Overtaken.class);

            assertThat(storedBy(commit)).isEmpty();
            pull();
            assertThat(storedBy(commit)).hasSize(1);
        }
    }

    @Test
    void a_branch_that_was_rewritten_is_not_taken_before_a_policy_admin_accepts_it() {
        push("owner: kept", "deny");
        String last = pull().at("/taken/commit").asText();
        upstream.forgetNewest();
        String rewritten = push("owner: forced", "allow");

        JsonNode refused = pull();
        JsonNode other = pull("?accepting=" + last);
        String kept = agent.proposes("Bash", NPM_TEST).permission();
        JsonNode accepted = pull("?accepting=" + rewritten);

        assertThat(refused.at("/problem/code").asText()).isEqualTo("SOURCE_REWRITTEN");
        assertThat(refused.at("/problem/detail").asText())
                .isEqualTo(
                        "Commit %s on main does not follow %s, which was taken last."
                                .formatted(rewritten, last));
        assertThat(refused.at("/problem/next").asText()).contains("?accepting=");
        assertThat(refused.at("/taken/commit").asText()).isEqualTo(last);
        assertThat(other.at("/problem/code").asText()).isEqualTo("SOURCE_REWRITTEN");
        assertThat(kept).isEqualTo("deny");
        assertThat(events(rewritten)).hasSize(1);
        assertThat(accepted.hasNonNull("problem")).isFalse();
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
        assertThat(database.eventsOf(accepted.at("/taken/policy").asText(), "policy.changed"))
                .first()
                .asString()
                .contains("# it does not follow the last one, which erin accepted");
    }

    @Test
    void a_policy_with_errors_leaves_the_last_good_one_in_force_and_is_told_once() {
        push("owner: good", "deny");
        pull();
        String commit =
                upstream.with(Upstream.POLICY, "version: \"2.1\"\nrulez: []\n").commit("Break it");

        JsonNode view = pull();
        LookAtRemote replica = replica();
        replica.look(Optional.empty());
        replica.close();

        assertThat(view.at("/problem/code").asText()).isEqualTo("INVALID_POLICY");
        assertThat(view.at("/problem/detail").asText()).contains(".agent-policy.yml:2:1");
        assertThat(view.at("/problem/commit").asText()).isEqualTo(commit);
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
        assertThat(events(commit)).hasSize(1);
        assertThat(events(commit).getFirst()).contains("what was in force before stays", "rulez");
        assertThat(Demo.get("/q/health/ready", "").text()).contains("policy-git", "degraded");
        assertThat(Demo.get("/q/metrics", "").text()).contains("countersign_policy_not_taken 1.0");
        push("owner: mended", "allow");
        assertThat(pull().hasNonNull("problem")).isFalse();
    }

    @Test
    void a_policy_that_fails_its_own_tests_is_not_taken() {
        upstream.with(
                Upstream.POLICY,
                policy(agent.name(), "owner: tested", "allow")
                        + """
                        tests:
                          - {name: it is closed, given: {command: npm test}, expect: {effect: deny}}
                        """);
        String commit = upstream.commit("Test it");

        JsonNode view = pull();

        assertThat(view.at("/problem/code").asText()).isEqualTo("INVALID_POLICY");
        assertThat(view.at("/problem/detail").asText()).contains("it is closed");
        assertThat(storedBy(commit)).isEmpty();
    }

    @Test
    void a_lower_revision_is_stored_and_not_put_in_force() {
        push("revision: 5", "deny");
        pull();
        push("revision: 4", "allow");

        JsonNode view = pull();

        assertThat(view.at("/problem/code").asText()).isEqualTo("REVISION_TOO_LOW");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
        push("revision: 6", "allow");
        assertThat(pull().hasNonNull("problem")).isFalse();
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
    }

    @Test
    void while_nobody_can_say_who_may_approve_it_waits_and_then_comes_into_force_by_itself() {
        upstream.with(
                Upstream.POLICY,
                policy(agent.name(), "owner: asks", "deny")
                        + """
                        rules:
                          - id: risky
                            effect: require_approval
                            approval: {groups: [approvers]}
                            match: {command: ["npm publish"]}
                        """);
        String commit = upstream.commit("Ask people");
        JsonNode meanwhile;
        FakeApprovals.goDown();
        try {
            meanwhile = pull();
        } finally {
            FakeApprovals.comeUp();
        }

        JsonNode later = pull();

        assertThat(meanwhile.at("/problem/code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(meanwhile.at("/taken/commit").asText()).isEqualTo(commit);
        assertThat(later.hasNonNull("problem")).isFalse();
        assertThat(inForce()).isEqualTo(storedBy(commit));
    }

    @Test
    void a_link_in_place_of_a_policy_is_refused_and_not_followed() {
        upstream.with("elsewhere.yml", policy(agent.name(), "owner: linked", "deny"))
                .withLink(Upstream.POLICY, "elsewhere.yml")
                .commit("Link it");

        JsonNode view = pull();

        assertThat(view.at("/problem/code").asText()).isEqualTo("SOURCE_UNFIT");
        assertThat(view.at("/problem/detail").asText())
                .isEqualTo(".agent-policy.yml is a symbolic link, and only plain files are taken.");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
    }

    @Test
    void what_speaks_in_a_layer_that_is_not_permitted_is_refused() {
        upstream.with(
                        ".agent-policy.organisation.yml",
                        "version: \"2.1\"\npermissions: {commands: {allow: [\"npm test\"]}}\n")
                .commit("Speak for everybody");

        JsonNode view = pull();

        upstream.without(".agent-policy.organisation.yml").commit("Speak for the project");
        assertThat(view.at("/problem/code").asText()).isEqualTo("SOURCE_UNFIT");
        assertThat(view.at("/problem/detail").asText())
                .isEqualTo(
                        ".agent-policy.organisation.yml speaks in the layer 'organisation', which countersign.policy.git.layers does not permit.");
    }

    @Test
    void what_needs_two_people_is_asked_for_and_waits_for_two_of_them() {
        String guarded = "guarded-" + agent.name();
        upstream.with(Upstream.POLICY, policy(guarded, "owner: x", "deny"));
        String commit = upstream.commit("Guard it");

        JsonNode view = pull();
        pull();

        String policy = view.at("/taken/policy").asText();
        assertThat(view.hasNonNull("problem")).isFalse();
        JsonNode waiting =
                Demo.get("/v1/policies/" + policy, Demo.token("alice")).json().at("/waiting");
        assertThat(waiting.at("/asked_by").asText()).isEqualTo(by(commit));
        assertThat(inForceFor(guarded)).isEmpty();
        String confirming =
                "/v1/policies/%s/activate?confirms=%s"
                        .formatted(policy, waiting.at("/request").asText());
        Answer takenOn = Demo.post(confirming, Demo.token("erin"), "");
        assertThat(takenOn.status()).as(takenOn.text()).isEqualTo(202);
        assertThat(takenOn.json().at("/waiting/asked_by").asText()).isEqualTo("erin");
        assertThat(Demo.post(confirming, Demo.token("erin"), "").status()).isEqualTo(403);
        assertThat(inForceFor(guarded)).isEmpty();
        Answer confirmed = Demo.post(confirming, Demo.token("alice"), "");
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(inForceFor(guarded)).containsExactly(policy);
        JsonNode now = Demo.get("/v1/policies/activations", Demo.token("carol")).json().get(0);
        assertThat(now.at("/activated_by").asText()).isEqualTo("erin");
        assertThat(now.at("/confirmed_by").asText()).isEqualTo("alice");
    }

    @Test
    void the_source_confirms_nothing_that_a_person_asked_for() throws Exception {
        String guarded = "guarded-" + agent.name();
        upstream.with(Upstream.POLICY, policy(guarded, "owner: y", "deny"));
        String commit = upstream.commit("Guard it");
        try (Mirror first = mirror()) {
            Commit tip = first.fetch();
            taking.take(
                    first.remote(), positions.read(first.remote()), tip, first.content(tip), "");
        }
        String policy = storedBy(commit).getFirst();
        Answer asked = Demo.activate("erin", policy);

        pull();

        assertThat(asked.status()).isEqualTo(202);
        assertThat(inForceFor(guarded)).isEmpty();
        assertThat(
                        Demo.get("/v1/policies/" + policy, Demo.token("alice"))
                                .json()
                                .at("/waiting/asked_by")
                                .asText())
                .isEqualTo("erin");
        assertThat(Demo.activate("alice", policy).status()).isEqualTo(200);
    }

    @Test
    void a_signed_call_makes_it_look_and_says_nothing_else() {
        String commit = push("owner: hooked", "deny");
        WebhookSecret secret = new WebhookSecret(new Secret(WithRepository.WEBHOOK_SECRET));

        Answer unsigned = calls("X-Other", "x");
        Answer forged = calls("X-Hub-Signature-256", "sha256=" + "0".repeat(64));
        Answer wrongToken = calls("X-Gitlab-Token", "guessed");
        List<String> before = storedBy(commit);
        Answer signed =
                calls("X-Hub-Signature-256", "sha256=" + secret.signature(PUSHED.getBytes()));
        awaitTaken(commit);
        String looked = get().at("/looked_at").asText();
        Answer again = calls("X-Gitea-Signature", secret.signature(PUSHED.getBytes()));
        Answer token = calls("X-Gitlab-Token", WithRepository.WEBHOOK_SECRET);

        assertThat(List.of(unsigned.status(), forged.status(), wrongToken.status()))
                .containsOnly(401);
        assertThat(forged.json().path("detail").asText())
                .isEqualTo("The call is not signed as it has to be.");
        assertThat(before).isEmpty();
        assertThat(List.of(signed.status(), again.status(), token.status())).containsOnly(202);
        assertThat(storedBy(commit)).hasSize(1);
        awaitLookAfter(looked);
    }

    @Test
    void only_policy_admins_make_it_look_and_whoever_reads_policies_sees_it() {
        assertThat(Demo.get("/v1/policies/git", Demo.token("dave")).status()).isEqualTo(200);
        assertThat(Demo.get("/v1/policies/git", "").status()).isEqualTo(401);
        assertThat(Demo.post("/v1/policies/git/pull", Demo.token("dave"), "").status())
                .isEqualTo(403);
        assertThat(Demo.post("/v1/policies/git/pull", agent.key(), "").status()).isEqualTo(403);
    }

    private void awaitTaken(String commit) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!get().at("/taken/commit").asText().equals(commit)) {
            assertThat(System.nanoTime()).as("taken by the webhook").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** What the last calls asked for must not come in between in the next test. */
    private void awaitLookAfter(String looked) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (get().at("/looked_at").asText().equals(looked)) {
            assertThat(System.nanoTime()).as("looked once more").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Answer calls(String header, String value) {
        return Demo.send(
                Demo.request("/v1/policies/git/webhook", "")
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .POST(BodyPublishers.ofString(PUSHED)));
    }

    private Mirror mirror() {
        return ConfiguredSource.mirror(settings).orElseThrow();
    }

    /** Another process on the same database. */
    private LookAtRemote replica() {
        return new LookAtRemote(mirror(), positions, taking, reporting);
    }

    private String push(String metadata, String effect) {
        return upstream.with(Upstream.POLICY, policy(agent.name(), metadata, effect))
                .commit("Change it");
    }

    private static JsonNode get() {
        return Demo.get("/v1/policies/git", Demo.token("carol")).json();
    }

    private static JsonNode pull() {
        return pull("");
    }

    private static JsonNode pull(String query) {
        Answer pulled = Demo.post("/v1/policies/git/pull" + query, Demo.token("erin"), "");
        assertThat(pulled.status()).as(pulled.text()).isEqualTo(200);
        return pulled.json();
    }

    private String by(String commit) {
        return "git:file://%s@%s".formatted(folder, commit.substring(0, 12));
    }

    private List<String> storedBy(String commit) {
        return database.read(
                "select id from policy where uploaded_by = '%s'".formatted(by(commit)));
    }

    private List<String> events(String commit) {
        return database.read(
                """
                select convert_from(payload, 'UTF8') from outbox where type = 'policy.not-taken'
                and convert_from(payload, 'UTF8') like '%%"%s"%%'
                """
                        .formatted(commit));
    }

    private List<String> inForce() {
        return inForceFor(agent.name());
    }

    private List<String> inForceFor(String pattern) {
        return database.read(
                "select policy_id from policy_activation where ended_at is null and pattern = '%s'"
                        .formatted(pattern));
    }

    private static String policy(String agents, String metadata, String effect) {
        return """
        version: "2.1"
        agent_id: "%s"
        metadata: {name: pushed, %s}
        permissions:
          commands: {%s: ["npm test"]}
        """
                .formatted(agents, metadata, effect);
    }
}
