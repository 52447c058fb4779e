package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientsApiTest {
    private final ApiWorld world = new ApiWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_client_is_listed_with_what_it_was_allowed_and_when_it_was_used() {
        Grant grant = world.allow(Fixtures.ADA);
        world.clock.advance(Duration.ofMinutes(1));
        world.fakes.grants().used(grant.organization(), grant.id(), world.clock.instant(), "192.0.2.7");
        Answer listed = world.call("GET", "/clients")
                .as(world.token(Fixtures.ADA))
                .send()
                .is(200);
        Json.Obj client = (Json.Obj) listed.json().items("items").getFirst();
        assertThat(client.text("id")).isEqualTo(grant.id().toString());
        assertThat(client.text("url")).isEqualTo("https://airlock.example.com/mcp/harbour/shop");
        assertThat(client.text("person")).isEqualTo("ada@example.com");
        assertThat(client.text("access")).isEqualTo("WRITE");
        assertThat(client.text("lastUsedAt")).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(client.text("lastAddress")).isEqualTo("192.0.2.7");
    }

    @Test
    void administrators_see_everybodys_where_they_ask_and_members_their_own_whatever_they_ask() {
        world.allow(Fixtures.ADA);
        world.allow(ApiWorld.DAVE);
        world.allow(Fixtures.BOB);
        assertThat(people("/clients", world.token(ApiWorld.CAROL))).isEmpty();
        assertThat(people("/clients?all=true", world.token(ApiWorld.CAROL)))
                .containsExactlyInAnyOrder("ada@example.com", "dave@example.com");
        assertThat(people("/clients?all=false", world.token(Fixtures.ADA))).containsExactly("ada@example.com");
        assertThat(people("/clients?all=true", world.token(ApiWorld.DAVE))).containsExactly("dave@example.com");
        world.call("GET", "/clients?all=yes")
                .as(world.token(Fixtures.ADA))
                .send()
                .isInvalid("all", "is true or false");
    }

    private List<String> people(String path, String token) {
        return world.call("GET", path).as(token).send().is(200).texts("person");
    }

    @Test
    void a_revoked_client_is_gone_and_only_its_person_or_an_administrator_revokes_it() {
        String path = "/clients/" + world.allow(Fixtures.ADA).id();
        world.call("DELETE", path).as(world.token(ApiWorld.DAVE)).send().isProblem(404, "no such connected client");
        world.call("DELETE", path).as(world.token(ApiWorld.ERIN)).send().isProblem(404, "no such connected client");
        world.call("DELETE", path).as(world.token(ApiWorld.CAROL)).send().is(204);
        world.call("DELETE", path).as(world.token(Fixtures.ADA)).send().isProblem(404);
        world.call("DELETE", "/clients/no-id")
                .as(world.token(Fixtures.ADA))
                .send()
                .isProblem(404, "no such connected client");
        assertThat(people("/clients", world.token(Fixtures.ADA))).isEmpty();
    }
}
