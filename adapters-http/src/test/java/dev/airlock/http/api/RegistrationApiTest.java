package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.ServiceTokens.Answer.Refused;
import dev.airlock.application.fake.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators share and register by the API, and where it sends people. */
class RegistrationApiTest {
    private static final String CODE = "{\"authentication\": [{\"type\": \"oauth2\", \"service\": {"
            + "\"authorizationUrl\": \"https://notes.example/authorize\", \"tokenUrl\": \"https://notes.example/token\"}}]}";
    private static final String CLIENT = "{\"authentication\": [{\"type\": \"oauth2\", \"service\": {"
            + "\"flow\": \"clientCredentials\", \"tokenUrl\": \"https://notes.example/token\"}}]}";

    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(Fixtures.ADA);
    private final String dave = world.token(ApiWorld.DAVE);

    @BeforeEach
    void addServer() {
        world.addServer(Fixtures.ADA, "shop");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Call call(String method, String path) {
        return world.call(method, "/servers/shop" + path).as(ada);
    }

    private void authenticate(long version, String schemes) {
        call("PATCH", "").ifMatch(version).json(schemes).send().is(200);
    }

    private Answer register(String body) {
        return call("PUT", "/registration").json(body).send();
    }

    @Test
    void the_redirect_address_is_known_before_anything_is_registered_and_the_secret_is_never_shown() {
        authenticate(1, CODE);
        assertThat(call("GET", "/registration").send().is(200).body())
                .contains(
                        "\"registered\":false",
                        "\"redirectUri\":\"https://airlock.example.com/servers/shop/connection/callback\"");
        String answer = register("{\"clientId\": \"app\", \"secret\": \"CANARY\"}")
                .is(200)
                .body();
        assertThat(answer)
                .contains("\"clientId\":\"app\"", "\"confidential\":true")
                .doesNotContain("CANARY");
        assertThat(call("GET", "/registration").send().is(200).body()).isEqualTo(answer);
        assertThat(world.audit.events().toString()).doesNotContain("CANARY");
        assertThat(register("{\"clientId\": \"open\"}").is(200).body()).contains("\"confidential\":false");
        call("DELETE", "/registration").send().is(204);
        call("DELETE", "/registration").send().isProblem(404, "no registration");
    }

    @Test
    void a_wrong_registration_is_refused_and_never_repeated() {
        register("{\"clientId\": \"app\", \"secret\": \"CANARY\"}").isProblem(409, "names no authorization server");
        authenticate(1, CODE);
        register("{}").isInvalid("clientId", "missing");
        assertThat(register("{\"clientId\": \"app\", \"secret\": \"CANARY\\n1\"}")
                        .isInvalid("secret", "line break")
                        .body())
                .doesNotContain("CANARY");
    }

    @Test
    void a_person_is_told_the_page_on_which_they_sign_in_at_the_service() {
        Call ask = world.call("POST", "/servers/shop/connection/authorize").as(dave);
        ask.send().isProblem(409, "names no authorization server");
        authenticate(1, CODE);
        ask.send().isProblem(409, "register Airlock");
        register("{\"clientId\": \"app\"}").is(200);
        assertThat(ask.send().is(200).body())
                .isEqualTo("{\"url\":\"https://airlock.example.com/servers/shop/connection\"}");
    }

    @Test
    void the_authorize_route_tells_of_a_token_endpoint_that_moved() {
        authenticate(1, CODE);
        register("{\"clientId\": \"app\", \"secret\": \"s\"}").is(200);
        authenticate(2, CODE.replace("notes.example/token", "evil.example/token"));
        call("POST", "/connection/authorize").send().isProblem(409, "https://evil.example");
        assertThat(call("GET", "/registration").send().is(200).body())
                .contains("\"problem\":\"its client ID and secret were given for https://notes.example");
    }

    @Test
    void a_shared_credential_is_everybodys_and_no_members_to_give() {
        String body = "{\"type\": \"bearer\", \"token\": \"CANARY\"}";
        assertThat(call("PUT", "/connection/shared").json(body).send().is(200).body())
                .contains("\"connected\":true")
                .doesNotContain("CANARY");
        assertThat(call("GET", "/connection/shared").send().is(200).body()).contains("\"type\":\"bearer\"");
        assertThat(call("GET", "/connection").send().is(200).body()).isEqualTo("{\"connected\":false}");
        world.call("PUT", "/servers/shop/connection/shared")
                .as(dave)
                .json(body)
                .send()
                .isProblem(403);
        call("DELETE", "/connection/shared").send().is(204);
        call("DELETE", "/connection/shared").send().isProblem(404, "no shared connection");
    }

    @Test
    void airlock_shares_a_token_for_itself_where_the_service_gives_one() {
        authenticate(1, CLIENT);
        Call share = call("PUT", "/connection/shared").json("{\"type\": \"oauth2\"}");
        share.send().isProblem(409, "register Airlock");
        register("{\"clientId\": \"app\", \"secret\": \"s\"}").is(200);
        assertThat(share.send().is(200).body()).contains("\"type\":\"oauth2\"", "\"connected\":true");
        world.connections.tokens().answer(proof -> new Refused("invalid_client"));
        share.send().isProblem(409, "invalid_client");
    }
}
