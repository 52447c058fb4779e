package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is led to another site by an address or a form of ours. */
class OpenRedirectTest {
    private static final List<String> ASTRAY = LeadingAstray.all();

    private ControlRoom room;
    private Browser ada;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
        ada.get("/servers");
        assertThat(ASTRAY).hasSizeGreaterThan(480);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void what_leads_astray_is_told_from_what_stays() {
        assertThat(List.of("//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"))
                .noneMatch(LeadingAstray::stays);
        assertThat(List.of("/", "/servers?next=//evil.example")).allMatch(LeadingAstray::stays);
    }

    @Test
    void whoever_is_signed_in_already_stays() throws Exception {
        for (String astray : ASTRAY) {
            stays(astray, ada.get("/sign-in?return=" + encode(astray)));
        }
    }

    @Test
    void a_form_that_returns_somewhere_returns_to_a_page_of_ours() throws Exception {
        for (String astray : ASTRAY) {
            stays(astray, ada.submit("/servers/shop/tools/getOrder0/action", "action", "DENY", "return", astray));
        }
    }

    @Test
    void whoever_signs_in_or_changes_the_organization_stays() throws Exception {
        Browser visitor = room.browser();
        for (String astray : ASTRAY) {
            visitor.cookies.clear();
            visitor.get("/sign-in?return=" + encode(astray));
            stays(
                    astray,
                    visitor.submit(
                            "/sign-in",
                            "email",
                            "ada@example.com",
                            "password",
                            ControlRoom.PASSWORD,
                            "return",
                            astray));
            visitor.get("/servers");
            stays(astray, visitor.submit("/organizations", "organization", "harbour", "return", astray));
        }
    }

    @Test
    void a_client_is_never_answered_at_an_address_that_it_did_not_register() throws Exception {
        var program = AskingProgram.registered(room, "Notes", "https://app.example/callback", "http://localhost/")
                .at(room, "harbour/shop");
        for (String astray : ASTRAY) {
            AskingProgram asking = program.with("redirect_uri", astray);
            assertThat(ada.get(asking.path()).headers().firstValue("Location"))
                    .as(astray)
                    .isEmpty();
            assertThat(ada.submit(asking.path(), "decision", "allow").headers().firstValue("Location"))
                    .as(astray)
                    .isEmpty();
        }
    }

    private static void stays(String astray, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(astray).isEqualTo(303);
        assertThat(response.headers().firstValue("Location").orElseThrow())
                .as(astray)
                .matches(LeadingAstray::stays);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
