package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which clients act for whom, and how that ends. */
class ClientsTest {
    private static final Membership DAVE =
            Fixtures.member(Fixtures.HARBOUR, 14, "dave@example.com", "Dave", Role.MEMBER);

    private ControlRoom room;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.join(Fixtures.BOB);
        room.fakes.join(DAVE);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Grant allow(Membership person, String client, Access access) {
        var grant = new Grant(
                person.organization().id(),
                new GrantId(UUID.randomUUID()),
                person.person().id(),
                new ClientId("client"),
                client,
                new McpResource(person.organization().slug(), new Slug("shop")),
                access,
                room.clock.instant(),
                room.clock.instant().plus(Duration.ofDays(90)));
        room.fakes.begin(grant);
        return grant;
    }

    @Test
    void a_person_sees_their_clients_with_what_they_may_and_when_they_last_did() throws Exception {
        Grant grant = allow(Fixtures.ADA, "Notes", Access.READ);
        allow(DAVE, "Dave's", Access.WRITE);
        allow(Fixtures.BOB, "Bob's", Access.WRITE);
        Browser ada = room.browser(Fixtures.ADA);
        assertThat(ada.text("/clients"))
                .contains("<bdi>Notes</bdi>", "/mcp/harbour/shop", "Reads only", "in 90 days", "never")
                .doesNotContain("Dave", "Bob");
        room.clock.advance(Duration.ofMinutes(5));
        room.fakes.grants().used(grant.organization(), grant.id(), room.clock.instant(), "192.0.2.7");
        assertThat(ada.text("/clients")).contains("5 minutes ago", "just now", "from 192.0.2.7");
    }

    @Test
    void whoever_has_no_clients_is_led_to_connecting_one() throws Exception {
        assertThat(room.browser(Fixtures.ADA).text("/clients"))
                .contains("No clients yet", "href=\"/connect\"", "aria-current=\"page\">Clients");
    }

    @Test
    void an_administrator_sees_and_ends_everybodys_and_a_member_their_own() throws Exception {
        Grant adas = allow(Fixtures.ADA, "Notes", Access.READ);
        Grant daves = allow(DAVE, "Dave's helper", Access.WRITE);
        Browser dave = room.browserByLink(DAVE);
        assertThat(dave.text("/clients?of=everybody"))
                .contains("helper")
                .doesNotContain("Notes", "everybody&#39;s", "everybody's");
        assertThat(dave.get("/clients/" + adas.id() + "/revoke").statusCode()).isEqualTo(404);
        assertThat(dave.submit("/clients/" + adas.id() + "/revoke").statusCode())
                .isEqualTo(404);

        Browser ada = room.browser(Fixtures.ADA);
        assertThat(ada.text("/clients?of=everybody")).contains("helper", "Notes", "<bdi>Dave</bdi>");
        assertThat(ada.text("/clients/" + daves.id() + "/revoke")).contains("helper</bdi>?", "act for <bdi>Dave</bdi>");
        assertThat(ada.submit("/clients/" + daves.id() + "/revoke").statusCode())
                .isEqualTo(303);
        assertThat(ada.text("/clients?of=everybody"))
                .contains("Revoked.", "Notes")
                .doesNotContain("helper");
    }

    @Test
    void many_clients_come_in_pages() throws Exception {
        for (int i = 0; i < 51; i++) {
            allow(Fixtures.ADA, "Client", Access.READ);
        }
        Browser ada = room.browser(Fixtures.ADA);
        String first = ada.text("/clients");
        assertThat(first.split("<bdi>Client</bdi>", -1)).hasSize(51);
        String older = first.replaceAll("(?s).*<a class=\"button\" href=\"(/clients\\?before=[^\"]*)\">.*", "$1");
        assertThat(ada.text(older).split("<bdi>Client</bdi>", -1)).hasSize(2);
        assertThat(ada.text(older)).doesNotContain("Show older");
    }

    @Test
    void opening_the_page_that_asks_revokes_nothing() throws Exception {
        Grant grant = allow(Fixtures.ADA, "Notes", Access.READ);
        Browser ada = room.browser(Fixtures.ADA);
        assertThat(ada.text("/clients/" + grant.id() + "/revoke")).contains("Revoke <bdi>Notes</bdi>?");
        assertThat(room.fakes.grants().find(grant.id())).isNotNull();
        ada.submit("/clients/" + grant.id() + "/revoke");
        assertThat(room.fakes.grants().find(grant.id())).isNull();
        assertThat(ada.get("/clients/" + grant.id() + "/revoke").statusCode()).isEqualTo(404);
    }

    @Test
    void another_organizations_client_is_answered_like_one_that_does_not_exist() throws Exception {
        Grant bobs = allow(Fixtures.BOB, "Bob's", Access.WRITE);
        Browser ada = room.browser(Fixtures.ADA);
        String missing = "/clients/" + UUID.randomUUID() + "/revoke";
        String present = "/clients/" + bobs.id() + "/revoke";
        assertThat(ada.get(present).statusCode()).isEqualTo(404);
        assertThat(ada.text(present)).isEqualTo(ada.text(missing));
        assertThat(ada.submit(present).body()).isEqualTo(ada.submit(missing).body());
        assertThat(room.fakes.grants().find(bobs.id())).isNotNull();
    }
}
