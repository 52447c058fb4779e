package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connections promise. */
public abstract class ConnectionsContract extends StoreContract {
    private final Server server = server(ADA, 31, "orders");

    @BeforeEach
    void servers() {
        as(ADA, admission -> ports.servers().add(admission, server, List.of(), PolicySet.ALLOW_ALL));
    }

    private Connection connection(long id, CredentialScheme scheme, String ciphertext, long version) {
        return new Connection(
                HARBOUR.id(),
                new ConnectionId(uuid(id)),
                server.id(),
                ADA.person().id(),
                "https://api.example.com",
                scheme,
                new SealedCredential("key-1", ciphertext.getBytes(StandardCharsets.UTF_8)),
                version,
                NOW);
    }

    private void put(Connection connection) {
        as(ADA, admission -> {
            ports.connections().put(admission, connection);
            return admission;
        });
    }

    private Connection find() {
        return ports.connections().find(HARBOUR.id(), server.id(), ADA.person().id());
    }

    private static void assertSame(Connection found, Connection expected) {
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void a_connection_comes_back_as_it_was_sealed() {
        Connection connection = connection(
                41, new CredentialScheme.ApiKey(CredentialScheme.Location.HEADER, "X-Api-Key"), "\0sealed\u00ff", 1);
        put(connection);
        assertSame(find(), connection);
    }

    @Test
    void a_connection_belongs_to_one_user_of_one_organization() {
        put(connection(41, new CredentialScheme.Bearer(), "sealed", 1));
        assertThat(ports.connections()
                        .find(HARBOUR.id(), server.id(), BOB.person().id()))
                .isNull();
        assertThat(ports.connections()
                        .find(MEADOW.id(), server.id(), ADA.person().id()))
                .isNull();
    }

    @Test
    void a_new_credential_takes_the_place_of_the_earlier_one() {
        put(connection(41, new CredentialScheme.Bearer(), "first", 1));
        Connection second = connection(42, new CredentialScheme.Basic(), "second", 2);
        put(second);
        assertSame(find(), second);
    }

    @Test
    void people_remove_their_own_connection_only() {
        put(connection(41, new CredentialScheme.Bearer(), "sealed", 1));
        assertThat(remove(BOB)).isFalse();
        assertThat(remove(ADA)).isTrue();
        assertThat(remove(ADA)).isFalse();
        assertThat(find()).isNull();
    }

    private boolean remove(Membership person) {
        return as(person, admission -> ports.connections().remove(admission, server.id()));
    }

    @Test
    void a_removed_server_takes_its_connections_along() {
        put(connection(41, new CredentialScheme.Bearer(), "sealed", 1));
        as(ADA, admission -> ports.servers().remove(admission, server.slug()));
        assertThat(find()).isNull();
    }
}
