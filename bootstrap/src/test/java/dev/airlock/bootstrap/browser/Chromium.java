package dev.airlock.bootstrap.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Chromium of this machine, without a window. It knows no address but this machine's. */
public final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. */
    public static Chromium start() {
        Path program = program();
        var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        var options =
                new LaunchOptions().setExecutablePath(program).setHeadless(true).setArgs(ARGUMENTS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Path program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("there is no chromium on the path; on Debian: apt install chromium"));
    }

    /** A person in a browser profile of their own. */
    Visitor visitor(URI address) {
        return new Visitor(browser.newContext(options(null)), address, true);
    }

    /** The same, signed in by cookies that an earlier visitor had. */
    Visitor visitor(URI address, String cookies) {
        return new Visitor(browser.newContext(options(cookies)), address, true);
    }

    /** A person whose browser runs no scripts. */
    public Visitor visitorWithoutScripts(URI address) {
        return new Visitor(browser.newContext(options(null).setJavaScriptEnabled(false)), address, false);
    }

    private static NewContextOptions options(@Nullable String cookies) {
        // A colour in transition has a contrast that nobody sees.
        var options = new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
        return cookies == null ? options : options.setStorageState(cookies);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
