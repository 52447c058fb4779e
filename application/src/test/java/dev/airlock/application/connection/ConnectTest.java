package dev.airlock.application.connection;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.PolicySet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectTest {
    private static final Slug ORDERS = new Slug("orders");

    private final House house = new House();
    private final FakeVault vault = new FakeVault();
    private final Connect connect = ConnectionVerbs.on(
                    house.store, vault, house.audit, house.clock, house.ids, new CountingSecrets())
            .connect();

    @BeforeEach
    void anOrdersServerThatTakesThreeKinds() {
        house.add(
                server(
                        ADA,
                        31,
                        "orders",
                        URI.create("https://api.example.com:8443/v1"),
                        new CredentialScheme.Bearer(),
                        new CredentialScheme.Basic(),
                        new CredentialScheme.ApiKey(CredentialScheme.Location.HEADER, "X-Key")),
                List.of(),
                PolicySet.ALLOW_ALL);
    }

    @Test
    void a_credential_is_sealed_for_its_place_and_bound_to_the_servers_origin() throws SealBrokenException {
        Connection connection = done(connect(new Credential.Bearer("s3cret")));
        assertThat(connection.origins()).containsExactly("https://api.example.com:8443");
        assertThat(connection.version()).isEqualTo(1);
        assertThat(vault.open(connection)).isEqualTo(new Credential.Bearer("s3cret"));
        assertThat(house.audit.events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("s3cret"));
    }

    @Test
    void a_new_credential_takes_the_place_of_the_earlier_one_at_a_higher_version() {
        Connection first = done(connect(new Credential.Bearer("one")));
        Connection second = done(connect(new Credential.Basic("ada", "two")));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.version()).isEqualTo(2);
        assertThat(connect.find(signedIn(ADA), house.load("orders").server())).isEqualTo(second);
    }

    @Test
    void a_credential_of_another_kind_is_refused_and_the_message_names_those_that_fit() {
        var query = new Credential.ApiKey(CredentialScheme.Location.QUERY, "X-Key", "k");
        assertThat(refusal(connect(query)).message())
                .endsWith("it takes a bearer token or a user name and password or an API key in the header \"X-Key\"");
    }

    @Test
    void a_credential_that_no_header_can_carry_is_refused() {
        assertThat(refusal(connect(new Credential.Bearer(" "))).message()).contains("1 to 16384 characters");
        assertThat(refusal(connect(new Credential.Bearer("x".repeat(16_385)))).message())
                .contains("1 to 16384");
        assertThat(refusal(connect(new Credential.Bearer("a\r\nX-Evil: 1"))).message())
                .contains("line break");
        assertThat(refusal(connect(new Credential.Basic("a:b", "c"))).message()).contains("no colon");
        assertThat(refusal(connect(new Credential.Basic("a", "\u0007"))).message())
                .contains("printable ASCII");
        assertThat(connect.find(signedIn(ADA), house.load("orders").server())).isNull();
    }

    @Test
    void a_connection_is_removed_once() {
        done(connect(new Credential.Bearer("s3cret")));
        done(connect.disconnect(signedIn(ADA), ORDERS, false));
        assertThat(refusal(connect.disconnect(signedIn(ADA), ORDERS, false)))
                .isEqualTo(new Refusal.NotFound("you have no connection to \"orders\""));
    }

    @Test
    void a_cached_connection_gives_way_to_a_new_one_and_to_none() {
        var cached = new CallerConnections(house.store.connections(), house.store.notices());
        var server = house.load("orders").server();
        assertThat(cached.find(signedIn(ADA), server)).isNull();
        Connection first = done(connect(new Credential.Bearer("one")));
        assertThat(cached.find(signedIn(ADA), server)).isEqualTo(first);
        Connection second = done(connect(new Credential.Bearer("two")));
        assertThat(cached.find(signedIn(ADA), server)).isEqualTo(second);
        done(connect.disconnect(signedIn(ADA), ORDERS, false));
        assertThat(cached.find(signedIn(ADA), server)).isNull();
    }

    private Result<Connection> connect(Credential credential) {
        return connect.connect(signedIn(ADA), ORDERS, false, credential, Map.of());
    }
}
