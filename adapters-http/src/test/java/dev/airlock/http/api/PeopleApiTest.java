package dev.airlock.http.api;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.ManageGroups;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleApiTest {
    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(ADA);
    private final String daves = "/members/" + ApiWorld.DAVE.person().id();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer send(String token, String method, String path) {
        return world.call(method, path).as(token).send();
    }

    private Answer send(String token, String method, String path, String body) {
        return world.call(method, path).as(token).json(body).send();
    }

    @Test
    void administrators_see_everyone_and_members_themselves() {
        assertThat(send(ada, "GET", "/members").texts("email"))
                .containsExactly("ada@example.com", "carol@example.com", "dave@example.com");
        assertThat(send(world.token(ApiWorld.DAVE), "GET", "/members").texts("email"))
                .containsExactly("dave@example.com");
    }

    @Test
    void whoever_is_disabled_is_refused_at_once() {
        String dave = world.token(ApiWorld.DAVE);
        assertThat(send(dave, "GET", "/me").status()).isEqualTo(200);
        Answer disabled =
                send(ada, "PATCH", daves, "{\"standing\": \"DISABLED\"}").is(200);
        assertThat(disabled.json().text("standing")).isEqualTo("DISABLED");
        send(dave, "GET", "/me").isProblem(401);
        send(ada, "PATCH", daves, "{\"standing\": \"ACTIVE\"}").is(200);
        send(dave, "GET", "/me").isProblem(401);
    }

    @Test
    void one_thing_of_a_member_is_changed_at_a_time() {
        assertThat(send(ada, "PATCH", daves, "{\"role\": \"ADMIN\"}")
                        .is(200)
                        .json()
                        .text("role"))
                .isEqualTo("ADMIN");
        send(ada, "PATCH", daves, "{}").isInvalid("role", "one change at a time");
        send(ada, "PATCH", daves, "{\"role\": \"ADMIN\", \"standing\": \"ACTIVE\"}")
                .isInvalid("role", "one change at a time");
        send(ada, "PATCH", "/members/" + ADA.person().id(), "{\"role\": \"MEMBER\"}")
                .isProblem(409, "last owner");
        send(ada, "PATCH", "/members/no-id", "{\"role\": \"ADMIN\"}").isProblem(404, "no such member");
    }

    @Test
    void a_group_is_made_filled_renamed_and_removed() {
        Answer made = send(ada, "POST", "/groups", "{\"name\": \"Staff\"}").is(201);
        String path = "/groups/" + made.json().text("id");
        send(ada, "PUT", path + daves).is(204);
        send(ada, "PUT", path + daves).is(204);
        assertThat(send(ada, "GET", "/groups").json().items("items"))
                .singleElement()
                .satisfies(group -> assertThat(((Json.Obj) group).items("members"))
                        .containsExactly(Json.of(ApiWorld.DAVE.person().id().toString())));
        send(ada, "POST", "/groups", "{\"name\": \"staff\"}").isProblem(409, "choose another");
        send(ada, "PATCH", path, "{\"name\": \"Crew\"}").is(200);
        send(ada, "DELETE", path + daves).is(204);
        send(ada, "DELETE", path + daves).isProblem(404);
        send(ada, "DELETE", path).is(204);
        assertThat(send(ada, "GET", "/groups").json().items("items")).isEmpty();
    }

    @Test
    void ids_of_two_organizations_in_one_path_do_nothing() {
        ManageGroups groups = world.verbs.groups();
        Group ours = ApiWorld.done(groups.add(signedIn(ADA), "Staff"));
        Group theirs = ApiWorld.done(groups.add(signedIn(BOB), "Staff"));
        send(ada, "PUT", "/groups/" + ours.id() + "/members/" + BOB.person().id())
                .isProblem(404, "no such member");
        send(ada, "PUT", "/groups/" + theirs.id() + daves).isProblem(404, "no such group");
        send(ada, "DELETE", "/groups/" + theirs.id()).isProblem(404, "no such group");
        assertThat(groups.list(signedIn(ADA)))
                .singleElement()
                .satisfies(listed -> assertThat(listed.members()).isEmpty());
        assertThat(groups.list(signedIn(BOB)))
                .singleElement()
                .satisfies(listed -> assertThat(listed.members()).isEmpty());
    }

    @Test
    void a_name_that_another_organization_has_is_free_here() {
        ApiWorld.done(world.verbs.groups().add(signedIn(BOB), "Staff"));
        Answer there = send(ada, "POST", "/groups", "{\"name\": \"Staff\"}").is(201);
        Answer fresh = send(ada, "POST", "/groups", "{\"name\": \"Other\"}").is(201);
        assertThat(there.json().members().keySet())
                .isEqualTo(fresh.json().members().keySet());
        Answer known = send(ada, "POST", "/invitations", "{\"email\": \"bob@example.com\"}")
                .is(201);
        Answer unknown = send(ada, "POST", "/invitations", "{\"email\": \"eve@example.com\"}")
                .is(201);
        assertThat(known.json().members().keySet())
                .isEqualTo(unknown.json().members().keySet());
    }

    @Test
    void an_invitation_shows_its_link_once() {
        Answer sent = send(ada, "POST", "/invitations", "{\"email\": \"eve@example.com\", \"role\": \"ADMIN\"}")
                .is(201);
        String secret = sent.json().text("path").substring("/invitation/".length());
        assertThat(send(ada, "GET", "/invitations").body())
                .contains("eve@example.com")
                .doesNotContain(secret);
        String path = "/invitations/" + sent.json().text("id");
        assertThat(send(ada, "POST", path + "/resend").is(200).json().text("path"))
                .doesNotContain(secret);
        send(ada, "DELETE", path).is(204);
        send(ada, "POST", "/invitations", "{\"email\": \"nonsense\"}").isInvalid("email", "ada@example.com");
    }

    @Test
    void a_member_ends_none_of_anothers_sessions() {
        var now = world.clock.instant();
        world.fakes
                .sessions()
                .open(
                        hash("cookie"),
                        ADA.organization().id(),
                        ADA.person().id(),
                        "192.0.2.7",
                        now,
                        now.plusSeconds(600));
        String id = send(ada, "GET", "/sessions").texts("id").getFirst();
        String dave = world.token(ApiWorld.DAVE);
        assertThat(send(dave, "GET", "/sessions").texts("id")).isEmpty();
        send(dave, "DELETE", "/sessions/" + id).isProblem(404, "no such session");
        send(dave, "DELETE", "/sessions").is(204);
        assertThat(send(ada, "GET", "/sessions").texts("id")).containsExactly(id);
        send(ada, "DELETE", "/sessions/" + id).is(204);
        assertThat(send(ada, "GET", "/sessions").texts("id")).isEmpty();
    }

    @Test
    void a_service_account_acts_by_its_token_and_not_after_its_removal() {
        Answer added =
                send(ada, "POST", "/service-accounts", "{\"name\": \"Export\"}").is(201);
        String id = added.json().object("account").text("id");
        Answer issued = send(
                        ada,
                        "POST",
                        "/service-accounts/" + id + "/tokens",
                        "{\"name\": \"cron\", \"access\": \"WRITE\"}")
                .is(201);
        String secret = issued.json().text("secret");
        assertThat(secret).startsWith("airlock_svc_");
        Answer me = send(secret, "GET", "/me").is(200);
        assertThat(me.json().text("role")).isEqualTo("MEMBER");
        assertThat(send(ada, "GET", "/service-accounts").body())
                .contains("cron")
                .doesNotContain(secret);
        send(secret, "POST", "/groups", "{\"name\": \"Mine\"}").isProblem(403);
        send(ada, "DELETE", "/members/" + id).is(204);
        send(secret, "GET", "/me").isProblem(401);
    }
}
