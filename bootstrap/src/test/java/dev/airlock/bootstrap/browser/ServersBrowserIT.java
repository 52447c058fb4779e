package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers made from pasted descriptions. */
@ExtendWith(Shared.class)
final class ServersBrowserIT {
    private static final String ONE_MORE = """
                delete: {operationId: quenchLamps, summary: Put all lamps out, responses: {'204': {description: Dark}}}
            """;

    @Test
    void a_pasted_description_becomes_tools_and_a_newer_one_is_previewed_first(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            add(owner, description("Lighthouse", ""));
            assertThat(owner.status().first()).containsText("The server is added.");
            assertThat(owner.heading()).hasText("Lighthouse");
            assertThat(owner.page().locator("#tool-listLamps")).containsText("List the lamps");
            assertThat(owner.page().locator("#tool-lightLamp")).containsText("POST");

            owner.follow("Import a newer description");
            paste(owner, description("Lighthouse", ONE_MORE));
            owner.press("Show what changes");
            assertThat(owner.page().locator(".lead")).containsText("1 added, 0 changed, 0 removed; 2 stay");

            owner.press("Apply exactly this");
            assertThat(owner.page().locator("#tool-quenchLamps")).isVisible();
        }
    }

    @Test
    void a_broken_description_is_refused_with_the_place_where_it_breaks(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            add(owner, "openapi: 3.1.0\ninfo:\n  title: Wreck\n version: '1'\n");

            assertThat(owner.alert()).containsText("line 4");
            assertThat(owner.field("Text of the document")).hasValue(Pattern.compile("Wreck"));
            owner.open("/servers");
            assertThat(owner.page().getByText("Wreck")).hasCount(0);
        }
    }

    @Test
    void a_credential_connects_and_is_never_shown_again(ControlRoom room) {
        String secret = "the-keeper-alone-knows";
        try (Visitor owner = room.owner()) {
            add(owner, description("Lightship", ""));
            owner.follow("Not connected");
            owner.fill("Token", secret);
            owner.press("Connect");

            assertThat(owner.status()).containsText("Connected.");
            assertThat(owner.page().content()).doesNotContain(secret);
            owner.open("/servers/lightship/connection");
            assertThat(owner.page().locator(".sheet")).containsText("Connected");
            assertThat(owner.field("Token")).hasValue("");
            assertThat(owner.page().content()).doesNotContain(secret);
        }
    }

    private static String description(String title, String more) {
        return """
                openapi: 3.1.0
                info: {title: %s, version: '1'}
                servers: [{url: 'http://%s'}]
                components: {securitySchemes: {key: {type: http, scheme: bearer}}}
                security: [{key: []}]
                paths:
                  /lamps:
                    get: {operationId: listLamps, summary: List the lamps, responses: {'200': {description: Lamps}}}
                    post: {operationId: lightLamp, summary: Light a lamp, responses: {'201': {description: Lit}}}
                """.formatted(title, ControlRoom.UPSTREAM) + more;
    }

    private static void add(Visitor owner, String description) {
        owner.open("/servers");
        owner.follow("Add a server");
        paste(owner, description);
        owner.press("Add the server");
    }

    private static void paste(Visitor owner, String description) {
        owner.page().getByText("Or paste its text").click();
        owner.fill("Text of the document", description);
    }
}
