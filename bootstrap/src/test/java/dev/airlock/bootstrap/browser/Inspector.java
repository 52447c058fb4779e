package dev.airlock.bootstrap.browser;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with the pages of one tab: in their markup, in the console, on the network. */
final class Inspector {
    private static final int DESKTOP = 1280;
    private static final int PHONE = 375;

    private final Page page;
    private final Set<String> complaints = new LinkedHashSet<>();
    private boolean elsewhere;

    Inspector(Page page) {
        this.page = page;
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> complain("a script fails: " + error));
        page.onRequest(this::watch);
        page.onResponse(this::watch);
    }

    /** Looks at the page as it is now, on a desktop in the light, on a phone in the dark, and leaves it in its visitor's size. */
    void inspect() {
        ViewportSize own = page.viewportSize();
        look(DESKTOP, ColorScheme.LIGHT);
        look(PHONE, ColorScheme.DARK);
        page.setViewportSize(own.width, own.height);
    }

    private void look(int width, ColorScheme scheme) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        Axe.violations(page).forEach(violation -> complain(violation + ", " + scheme + " at " + width + " px"));
        if ((int) page.evaluate("document.documentElement.scrollWidth") > width) {
            complain("the page is wider than " + width + " px");
        }
    }

    /** An answer that the page asked for is judged as an answer; the browser's line about it says no more. */
    private void hear(ConsoleMessage message) {
        boolean grave = message.type().equals("error") || message.type().equals("warning");
        if (grave && !message.text().startsWith("Failed to load resource: the server responded")) {
            complain("the console says: " + message.text());
        }
    }

    private void watch(Request request) {
        URI address = URI.create(request.url());
        if (!"localhost".equals(address.getHost()) && !"data".equals(address.getScheme())) {
            complain("the page asks elsewhere: " + address);
        }
    }

    /** A page itself may be a refusal, which its test reads; what it consists of may not be missing. */
    private void watch(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            complain(response.status() + " for " + response.url());
        }
    }

    /** What comes from now on are pages of others. */
    void leave() {
        elsewhere = true;
    }

    private void complain(String what) {
        if (!elsewhere) {
            complaints.add(URI.create(page.url()).getPath() + ": " + what);
        }
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
