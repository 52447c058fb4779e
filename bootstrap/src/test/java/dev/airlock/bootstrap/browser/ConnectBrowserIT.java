package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.airlock.bootstrap.clients.ManagementApi;
import dev.airlock.bootstrap.clients.OpenIdProviderProcess;
import dev.airlock.bootstrap.proof.Agent;
import dev.airlock.bootstrap.proof.DemoRun;
import dev.airlock.bootstrap.proof.Ground;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person connects by signing in at a service, which is a certified authorization server, and their agent calls the service as them. */
@ExtendWith(Shared.class)
final class ConnectBrowserIT {
    private static final String DESCRIPTION = """
            {"openapi": "3.1.0", "info": {"title": "Harbour ID", "version": "1"},
             "servers": [{"url": "http://localhost:PORT"}],
             "paths": {"/me": {"get": {"operationId": "whoAmI", "responses": {"200": {"description": "You"}}}}},
             "components": {"securitySchemes": {"id": {"type": "oauth2", "flows": {"authorizationCode": {
               "authorizationUrl": "http://localhost:PORT/auth", "tokenUrl": "http://localhost:PORT/token",
               "scopes": {"openid": "Who you are", "email": "Your address"}}}}}}}
            """;

    @Test
    void a_person_connects_at_the_service_and_the_agent_calls_it_as_them(Chromium chromium) throws Exception {
        int port = Ground.freePort();
        try (DemoRun demo = new DemoRun("connect", "localhost:" + port).start()) {
            JsonNode access = demo.access();
            URI airlock = URI.create(access.path("baseUrl").asText());
            String callback =
                    airlock.resolve("/servers/harbour-id/connection/callback").toString();
            new ManagementApi(airlock, access.path("token").asText())
                    .addServer("harbour-id", DESCRIPTION.replace("PORT", "" + port));
            try (var _ = OpenIdProviderProcess.start(port, callback);
                    Visitor owner = chromium.visitor(airlock);
                    Agent agent = demo.agent("harbour-id")) {
                assertThat(agent.call("whoAmI", Map.of()).text())
                        .contains("you have not connected Harbour ID yet", "/servers/harbour-id/connection");
                owner.open(demo.signInLink());
                owner.press("Sign in");
                register(owner, callback);
                connect(owner, airlock);
                assertThat(owner.status()).containsText("Connected.");
                assertThat(agent.call("whoAmI", Map.of()).text()).contains("\"sub\":\"ada@harbour.example\"");
                owner.reload();
                assertThat(owner.page().locator("main")).containsText("just now");
            }
        }
    }

    private static void register(Visitor owner, String callback) {
        owner.open("/servers/harbour-id/connection");
        assertThat(owner.page().locator("main")).containsText("Airlock is not registered at Harbour ID yet.");
        owner.follow("How Airlock is registered at Harbour ID");
        assertThat(owner.page().locator("#redirect")).hasText(callback);
        owner.fill("Client ID", "airlock");
        owner.fill("Client secret", OpenIdProviderProcess.SECRET);
        owner.press("Save");
        assertThat(owner.status()).containsText("Saved.");
    }

    /** The service's own pages are not ours to inspect. */
    private static void connect(Visitor owner, URI airlock) {
        Page page = owner.page();
        owner.button("Continue to Harbour ID").click();
        page.getByLabel("Address").fill("ada@harbour.example");
        page.getByText("Sign in").click();
        page.waitForURL(url -> url.startsWith(airlock.toString()) && !url.contains("callback"));
    }
}
