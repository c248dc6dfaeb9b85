package dev.countersign.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.acceptance.DemoAgent.permission;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People decide in a real browser, on the platform as it is deployed. */
class BrowserTest {

    private static final Path CHROMIUM =
            Path.of(System.getProperty("countersign.chromium", "/usr/bin/chromium"));

    private static Playwright playwright;
    private static Browser browser;

    private DemoAgent agent;

    @BeforeAll
    static void start() {
        assertThat(Files.isExecutable(CHROMIUM))
                .as("%s is needed (Debian: apt-get install chromium)", CHROMIUM)
                .isTrue();
        Deployed.start();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    @AfterAll
    static void stop() {
        playwright.close();
    }

    @BeforeEach
    void register() {
        agent = DemoAgent.register("agent-" + Long.toString(System.nanoTime(), 36));
    }

    @Test
    void a_click_by_an_approver_releases_the_hook_within_a_second() throws Exception {
        CompletableFuture<Http.Answer> held = agent.writesPackageJson();
        String url = agent.pending(1).getFirst().path("url").asText();

        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context, "alice", url);
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve")).click();
            Http.Answer released = held.get(1, TimeUnit.SECONDS);

            assertThat(permission(released)).as(released.text()).isEqualTo("allow");
            assertThat(page.getByText("Approved by alice").first()).isVisible();
        }
    }

    @Test
    void the_operator_sees_the_request_and_why_it_is_not_theirs_to_decide() {
        agent.writesPackageJson();
        String url = agent.pending(1).getFirst().path("url").asText();

        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context, "dave", url);

            assertThat(page.getByText("never approve their own agents")).isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve")))
                    .isHidden();
        }
    }

    @Test
    void a_new_request_appears_in_an_open_queue_by_itself() {
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context, "alice", Deployed.url(Deployed.WEB_UI, "/approvals"));

            agent.writesPackageJson();

            assertThat(page.getByText(agent.name()).first()).isVisible();
        }
    }

    private static Page signedIn(BrowserContext context, String user, String url) {
        Page page = context.newPage();
        page.navigate(url);
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#kc-login").click();
        page.waitForURL(url + "**");
        return page;
    }
}
