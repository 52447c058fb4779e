package dev.airlock.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Somebody in the Control Room. Every page that they come to is inspected; what was found amiss fails the test when they leave.
 */
public final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final URI address;
    private final boolean scripts;
    private final Inspector inspector;
    private int arrivals;

    Visitor(BrowserContext context, URI address, boolean scripts) {
        this.context = context;
        this.page = context.newPage();
        this.address = address;
        this.scripts = scripts;
        this.inspector = new Inspector(page);
        page.onLoad(loaded -> arrivals++);
    }

    /** Goes to a path, or to an address. */
    public void open(String path) {
        go(() -> page.navigate(address.resolve(path).toString()));
    }

    void reload() {
        go(page::reload);
    }

    /** Presses the button of that name, which leads to another page. */
    public void press(String button) {
        press(button(button));
    }

    /** Presses a button, or follows a link, that leads to another page. */
    void press(Locator button) {
        go(button::click);
    }

    /** Follows the link of that name. */
    void follow(String link) {
        go(page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link).setExact(true))::click);
    }

    /** Presses the button of that name, which leads to a page of somebody else's. */
    void leaveBy(String button) {
        inspector.leave();
        button(button).click();
    }

    /** Types into the field whose label is or begins with this text. */
    public void fill(String label, String text) {
        field(label).fill(text);
    }

    Locator field(String label) {
        return page.getByLabel(Pattern.compile("^" + label));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }

    /** What is before them. */
    public Page page() {
        return page;
    }

    /** The cookies, for a visitor who is to be signed in as this one. */
    String cookies() {
        return context.storageState();
    }

    /** Does what leads to another page, waits until it is there, and looks at it. */
    private void go(Runnable step) {
        int before = arrivals;
        step.run();
        page.waitForCondition(() -> arrivals > before);
        if (scripts) {
            inspector.inspect();
        }
    }

    @Override
    public void close() {
        try (context) {
            assertThat(inspector.complaints())
                    .as("what is wrong with the pages")
                    .isEmpty();
        }
    }
}
