package dev.countersign.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.SimulationView;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.ui.FakeServices.Asker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies in a real browser. Leaves pictures of their pages in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeServicesResource.class)
class PolicyBrowserTest {

    private static final Asker ERIN = new Asker("erin", Set.of("policy-admin"), Set.of());
    private static final Asker FRANK = new Asker("frank", Set.of("policy-admin"), Set.of());
    private static final Asker ALICE = new Asker("alice", Set.of("security-reviewer"), Set.of());

    private static final String FRAME =
            """
            # What holds for every agent of the organisation.
            version: "2.1"
            metadata: {name: organisation frame, owner: platform-security, revision: 7}
            extends:
              - pack: builtin/baseline@1
            rules:
              - id: secrets.read
                title: No reading of credentials
                effect: deny
                match: {effect: [secret.read]}
                bypass: never
                message: "Reading {{paths}} is blocked. Ask for a vault reference instead."
            """;

    private static final String PAYMENTS =
            """
            version: "2.1"
            agent_id: "code-assistant-prod"
            metadata: {name: payments-monorepo, owner: payments-leads, revision: %d}
            extends:
              - pack: builtin/baseline@1
            permissions:
              filesystem:
                deny: [".env*", "secrets/**", "node_modules/**"]
              commands:
                allow: ["npm test", "npm run lint"]   # token prefix of one invocation
                unlisted: %s
            rules:
              - id: payments.currency
                title: Currency code needs the payments team
                effect: require_approval
                approval: {groups: [payments-leads], quorum: 1, ttl: 2h}
                match: {paths: {any: ["src/payments/currency/**"]}, access: [write]}
                message: >-
                  The rounding rules are audited twice a year.
                  Name the ticket when you ask.
            tests:
              - {name: env is closed, given: {command: "cat .env"}, expect: {effect: deny}}
            """;

    private static Chromium browser;

    FakeServices services;

    @TestHTTPResource("/")
    String address;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void empty() {
        services.empty();
        browser.complaints();
    }

    @Test
    void an_error_is_found_by_its_line_corrected_and_the_policy_put_in_force() {
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "erin", "policies");
            page.getByText("Upload a policy").click();
            page.locator("#text")
                    .fill("version: \"2.1\"\nmetadata: {name: payments, revision: 1}\nrulez: []\n");
            button(page, "Check and store").click();

            assertThat(page.locator(".flaw-message")).hasText("unknown key \"rulez\"");
            assertThat(page.locator(".source-bad")).containsText("rulez: []");
            page.getByText("Line 3, column 1").click();
            assertThat(page.locator("#text")).isFocused();
            assertThat(
                            page.locator("#text")
                                    .evaluate(
                                            "text => text.value.slice(text.selectionStart, text.selectionEnd)"))
                    .isEqualTo("rulez: []");
            page.keyboard().type("rules: []");
            button(page, "Check and store").click();
            page.getByText("Put in force…").click();
            assertThat(page.locator(".act")).containsText("nothing is in force there now");
            button(page, "Put in force now").click();

            assertThat(page.locator(".state .pill")).hasText("In force");
            page.getByText("Policies").first().click();
            assertThat(page.locator(".row").first()).containsText("payments");
            assertThat(page.locator(".row").first()).containsText("by erin");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_chosen_file_is_read_into_the_form_before_it_is_sent() {
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "erin", "policies/new");

            page.locator("#file")
                    .setInputFiles(
                            new FilePayload(
                                    "policy.yml",
                                    "application/yaml",
                                    FRAME.getBytes(StandardCharsets.UTF_8)));

            assertThat(page.locator("#text")).hasValue(FRAME);
            assertThat(page.locator(".editor-lines > div")).hasCount(FRAME.split("\n").length + 1);
            page.locator("#layer").selectOption("organisation");
            button(page, "Check and store").click();
            assertThat(page.locator("h1")).hasText("organisation frame");
            assertThat(page.locator(".eyebrow")).hasText("Organisation every agent");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_change_that_needs_two_is_reviewed_and_confirmed_by_a_second_person() {
        PolicyView policy = payments(1, "warn");
        services.policies.activate(ERIN, policy.id());
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "policies");

            page.getByText("Review and decide").click();
            assertThat(page.locator(".state")).containsText("erin wants to put it in force");
            assertThat(page.locator(".diff-added").first()).containsText("version");
            button(page, "Confirm").click();

            assertThat(page.locator(".state .pill")).hasText("In force");
            assertThat(page.locator(".state")).containsText("by erin, confirmed by alice");
        }
        assertThat(services.policies.stored(policy.id()).activeFor())
                .containsExactly("code-assistant-prod");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_change_that_is_declined_is_gone_and_only_with_a_reason() {
        PolicyView policy = payments(1, "warn");
        services.policies.activate(ERIN, policy.id());
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "policies/" + policy.id());

            button(page, "Decline").click();
            assertThat(page.getByText("Write why: whoever asked reads it.")).isVisible();
            page.locator("#reason").fill("The quorum is too small");
            button(page, "Decline").click();

            assertThat(page.locator(".state .pill")).hasText("Not in force");
            assertThat(button(page, "Confirm")).hasCount(0);
            page.navigate(address + "policies");
            assertThat(page.getByText("Review and decide")).hasCount(0);
        }
        assertThat(services.policies.stored(policy.id()).waiting()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_developer_reads_everything_and_finds_no_button() {
        PolicyView waits = payments(1, "warn");
        services.policies.activate(ERIN, waits.id());
        PolicyView stored = upload("frank", PolicyLayer.ORGANISATION, FRAME);
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "dave", "policies");

            assertThat(page.locator("main form, main a[href='/policies/new']")).hasCount(0);
            assertThat(page.getByText("Look at the change")).isVisible();
            for (PolicyView policy : List.of(waits, stored)) {
                page.navigate(address + "policies/" + policy.id());
                assertThat(page.locator(".source .yaml-key").first()).isVisible();
                assertThat(page.locator("main form, main button, main .act")).hasCount(0);
            }
        }
    }

    @Test
    void every_state_fits_a_phone_and_is_pictured_in_both_lights() {
        try (BrowserContext context = browser.context(ColorScheme.LIGHT, 1280)) {
            Page page = browser.signedIn(context, address, "erin", "policies");
            Chromium.picture(page, "policies-none", ColorScheme.LIGHT, 1280);
        }
        Furnished all = furnish();
        for (ColorScheme light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1280, 390)) {
                picture(all, light, width);
            }
        }
        try (BrowserContext context = browser.context(ColorScheme.LIGHT, 768)) {
            Page page = browser.signedIn(context, address, "erin", "policies");
            Chromium.picture(page, "policies", ColorScheme.LIGHT, 768);
            page.navigate(address + "policies/" + all.stored().id());
            Chromium.picture(page, "policy-stored", ColorScheme.LIGHT, 768);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private void picture(Furnished all, ColorScheme light, int width) {
        try (BrowserContext context = browser.context(light, width)) {
            Page page = browser.signedIn(context, address, "erin", "policies");
            Chromium.picture(page, "policies", light, width);
            show(page, all.stored(), "policy-stored", light, width);
            page.getByText("Put in force…").click();
            Chromium.picture(page, "policy-activating", light, width);
            show(page, all.inForce(), "policy-in-force", light, width);
            show(page, all.waiting(), "policy-asked", light, width);
            show(page, all.bundle(), "policy-files", light, width);
            button(page, "Replay").click();
            Chromium.picture(page, "policy-simulation", light, width);
            page.navigate(address + "policies/builtin/baseline");
            Chromium.picture(page, "policy-builtin", light, width);
            page.navigate(address + "policies/new");
            Chromium.picture(page, "policy-upload", light, width);
            page.locator("#text").fill(manyErrors());
            button(page, "Check and store").click();
            Chromium.picture(page, "policy-errors", light, width);
            page.navigate(address + "policies/new");
            page.locator("#text")
                    .fill(
                            "version: \"2.1\"\nmetadata: {name: deploys}\nrules:\n  - id: deploy\n    approval: {groups: [nobody], quorum: 2}\n");
            button(page, "Check and store").click();
            Chromium.picture(page, "policy-warnings", light, width);
        }
        try (BrowserContext context = browser.context(light, width)) {
            Page page = browser.signedIn(context, address, "alice", "policies");
            Chromium.picture(page, "policies-reviewer", light, width);
            show(page, all.waiting(), "policy-review", light, width);
        }
        try (BrowserContext context = browser.context(light, width)) {
            Page page =
                    browser.signedIn(context, address, "dave", "policies/" + all.waiting().id());
            Chromium.picture(page, "policy-developer", light, width);
        }
    }

    private void show(Page page, PolicyView policy, String name, ColorScheme light, int width) {
        page.navigate(address + "policies/" + policy.id());
        Chromium.picture(page, name, light, width);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static String manyErrors() {
        return FRAME
                + IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        "  - id: rule-%d\n    efect: deny\n    match: {effect: [secret.read], paths: {any: [\"config/**/*.{yml,yaml,json,toml,ini}\", \"deploy/**\"]}}\n"
                                                .formatted(i))
                        .collect(Collectors.joining())
                + "rulez: []\n";
    }

    private record Furnished(
            PolicyView stored, PolicyView inForce, PolicyView waiting, PolicyView bundle) {}

    /** Something of everything: long names, many files, many uploads, a change that waits. */
    private Furnished furnish() {
        PolicyView frame = upload("frank", PolicyLayer.ORGANISATION, FRAME);
        services.policies.activate(FRANK, frame.id());
        for (int revision = 1; revision < 4; revision++) {
            PolicyView before = payments(revision, revision == 1 ? "allow" : "warn");
            services.policies.activate(ERIN, before.id());
            services.policies.activate(ALICE, before.id());
        }
        PolicyView docs =
                upload(
                        "erin",
                        PolicyLayer.REPOSITORY,
                        "version: \"2.1\"\nagent_id: \"documentation-and-translation-assistant-*\"\nmetadata: {name: documentation}\n");
        services.policies.activate(ERIN, docs.id());
        PolicyView inForce =
                services.policies.uploadSigned(
                        "frank",
                        Map.of(
                                FakePolicies.FILES.get(PolicyLayer.TEAM),
                                "version: \"2.1\"\nmetadata: {name: team platform, revision: 12}\n"));
        services.policies.activate(FRANK, inForce.id());
        for (int i = 0; i < 14; i++) {
            upload(
                    i % 2 == 0 ? "erin" : "frank",
                    PolicyLayer.REPOSITORY,
                    "version: \"2.1\"\nagent_id: \"trial-%d\"\nmetadata: {name: trial of %d}\n"
                            .formatted(i, i));
        }
        upload(
                "frank",
                PolicyLayer.TEAM,
                "version: \"2.1\"\nmetadata: {name: the-policy-of-the-team-that-looks-after-payments-invoices-and-everything-else-that-has-to-do-with-money, revision: 1}\n");
        upload("erin", PolicyLayer.REPOSITORY, "version: \"2.1\"\nagent_id: \"nameless\"\n");
        PolicyView bundle = services.policies.uploadSigned("frank", manyFiles());
        PolicyView stored =
                upload(
                        "frank",
                        PolicyLayer.ORGANISATION,
                        FRAME.replace("bypass: never", "always_enforce: true")
                                .replace("revision: 7", "revision: 8"));
        PolicyView waiting = payments(4, "deny");
        services.policies.activate(ERIN, waiting.id());
        services.policies.answer(simulation());
        return new Furnished(stored, inForce, waiting, bundle);
    }

    private static Map<String, String> manyFiles() {
        Map<String, String> files =
                IntStream.range(0, 9)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        i ->
                                                "services/payments-and-invoices/component-%d/.agent-policy.override.yml"
                                                        .formatted(i),
                                        i -> "version: \"2.1\"\nrules: []\n"));
        files.put(FakePolicies.FILES.get(PolicyLayer.ORGANISATION), FRAME);
        files.put(FakePolicies.FILES.get(PolicyLayer.REPOSITORY), "version: \"2.1\"\n");
        return files;
    }

    private static SimulationView simulation() {
        return new SimulationView(
                "2.1+sha256:9c1f6a",
                FakeQueue.NOW.minus(Duration.ofDays(30)),
                4812,
                31,
                7,
                Optional.of(FakeQueue.NOW.minus(Duration.ofDays(22))),
                List.of(
                        new SimulationView.Step(Effect.ALLOW, Effect.ALLOW, 4797),
                        new SimulationView.Step(Effect.ALLOW, Effect.DENY, 9),
                        new SimulationView.Step(Effect.WARN, Effect.REQUIRE_APPROVAL, 4),
                        new SimulationView.Step(Effect.DENY, Effect.ALLOW, 2)),
                15,
                IntStream.range(0, 15).mapToObj(PolicyBrowserTest::changed).toList());
    }

    private static SimulationView.ChangedDecision changed(int i) {
        return new SimulationView.ChangedDecision(
                DecisionId.next(),
                FakeQueue.NOW.minus(Duration.ofHours(9L * i + 1)),
                "code-assistant-prod",
                SessionId.next(),
                "Bash",
                i % 3 == 0
                        ? "Runs npm run build -- --mode production in /home/dave/app"
                        : "Reads config/environments/staging/credentials.yml and sends it to metrics.example.org",
                i < 13 ? Effect.ALLOW : Effect.DENY,
                i < 9 ? Effect.DENY : i < 13 ? Effect.REQUIRE_APPROVAL : Effect.ALLOW,
                List.of("default"),
                List.of("secrets.read", "egress.after.secret"),
                "No reading of credentials: ask for a vault reference instead.",
                i % 4 == 0 ? List.of("masked") : List.of());
    }

    private PolicyView payments(int revision, String unlisted) {
        return upload("frank", PolicyLayer.REPOSITORY, PAYMENTS.formatted(revision, unlisted));
    }

    private PolicyView upload(String person, PolicyLayer layer, String text) {
        return services.policies.upload(person, layer, text);
    }
}
