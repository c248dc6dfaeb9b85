package dev.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real browser, and what its console complained about on our pages. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM =
            Path.of(System.getProperty("countersign.chromium", "/usr/bin/chromium"));
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final List<String> complaints = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(QUIET));
    }

    static Chromium start() {
        assertThat(Files.isExecutable(PROGRAM))
                .as(
                        "%s is needed (Debian: apt-get install chromium); another place is named"
                                + " with -Dcountersign.chromium",
                        PROGRAM)
                .isTrue();
        return new Chromium(
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    BrowserContext context() {
        return browser.newContext();
    }

    /** For pictures. */
    BrowserContext context(ColorScheme light, int width) {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setColorScheme(light)
                        // Taking a picture adds a style sheet to the page.
                        .setBypassCSP(true)
                        .setViewportSize(width, width < 600 ? 812 : 860));
    }

    /** A page that somebody has signed in to. */
    Page signedIn(BrowserContext context, String address, String person, String path) {
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> listen(page, address, message));
        page.onPageError(complaints::add);
        page.navigate(address + path);
        page.locator("#username").fill(person);
        page.locator("#password").fill(person);
        page.locator("#kc-login").click();
        page.waitForURL(address + path);
        return page;
    }

    private void listen(Page page, String address, ConsoleMessage message) {
        boolean ours = page.url().startsWith(address);
        boolean status =
                message.text().matches("(Failed to load resource|Response Status Error).*");
        if (message.type().equals("error") && ours && !status) {
            complaints.add(message.text());
        }
    }

    /** Takes one, and demands that the page is not wider than the window. */
    static void picture(Page page, String name, ColorScheme light, int width) {
        page.locator("h1").first().waitFor();
        page.waitForLoadState(LoadState.LOAD);
        page.evaluate("document.fonts.ready");
        Path file =
                SCREENSHOTS.resolve(
                        "%s-%s-%d.png".formatted(name, light.name().toLowerCase(), width));
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + name)
                .isEqualTo(page.evaluate("document.documentElement.clientWidth"));
    }

    /** Errors in the console since the last time that somebody asked. */
    List<String> complaints() {
        List<String> heard = List.copyOf(complaints);
        complaints.clear();
        return heard;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
