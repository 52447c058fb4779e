package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.PendingConnections.Pending;
import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connections promise. */
public abstract class ConnectionsContract extends StoreContract {
    /** The key that everything here is sealed under, as the store's tests have it. */
    public static final UUID KEY = uuid(71);

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
                Set.of("https://api.example.com", "https://up.example.com"),
                Map.of("site", "acme"),
                scheme,
                "ada@service.example",
                null,
                new SealedCredential(KEY.toString(), ciphertext.getBytes(StandardCharsets.UTF_8)),
                1,
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
        return as(
                person,
                admission -> ports.connections()
                        .remove(admission, server.id(), person.person().id()));
    }

    @Test
    void a_removed_server_takes_its_connections_along() {
        put(connection(41, new CredentialScheme.Bearer(), "sealed", 1));
        as(ADA, admission -> ports.servers().remove(admission, server.slug()));
        assertThat(find()).isNull();
    }

    private Connection shared(String ciphertext) {
        Connection own = connection(43, new CredentialScheme.Bearer(), ciphertext, 1);
        return new Connection(
                own.organization(),
                own.id(),
                own.server(),
                null,
                own.origins(),
                own.variables(),
                own.scheme(),
                own.account(),
                own.fault(),
                own.sealed(),
                own.generation(),
                own.version(),
                own.updatedAt());
    }

    @Test
    void a_server_has_one_shared_connection_beside_those_of_users() {
        put(connection(41, new CredentialScheme.Bearer(), "own", 1));
        put(shared("first"));
        put(shared("second"));
        assertSame(ports.connections().find(HARBOUR.id(), server.id(), null), shared("second"));
        assertSame(find(), connection(41, new CredentialScheme.Bearer(), "own", 1));
        assertThat(manages(ADA, admission -> ports.connections().remove(admission, server.id(), null)))
                .isTrue();
        assertThat(ports.connections().find(HARBOUR.id(), server.id(), null)).isNull();
        assertThat(find()).isNotNull();
    }

    @Test
    void a_credential_is_renewed_by_one_at_a_time_and_keeps_its_generation() {
        Connection old = connection(41, new CredentialScheme.Bearer(), "old", 1);
        put(old);
        assertThat(ports.connections().lease(old, Duration.ofSeconds(20))).isTrue();
        assertThat(ports.connections().lease(old, Duration.ofSeconds(20))).isFalse();
        Connection renewed = old.renewed(new SealedCredential(KEY.toString(), new byte[] {1, 2}));
        assertThat(renew(renewed)).isTrue();
        assertSame(find(), renewed);
        assertThat(find().generation()).isEqualTo(old.generation());
        assertThat(renew(renewed)).isFalse();
        assertThat(ports.connections().lease(old, Duration.ofSeconds(20))).isFalse();
        assertThat(ports.connections().lease(renewed, Duration.ofSeconds(20))).isTrue();
        ports.connections().release(renewed);
        assertThat(ports.connections().lease(renewed, Duration.ofSeconds(20))).isTrue();
    }

    private boolean renew(Connection renewed) {
        return as(ADA, admission -> ports.connections().renew(renewed));
    }

    @Test
    void a_renewal_of_what_was_made_again_meanwhile_is_lost() {
        Connection old = connection(41, new CredentialScheme.Bearer(), "old", 1);
        put(old);
        Connection again = connection(41, new CredentialScheme.Bearer(), "again", 2);
        put(again);
        assertThat(renew(old.renewed(new SealedCredential(KEY.toString(), new byte[] {1, 2}))))
                .isFalse();
        assertThat(ports.connections().breakOff(old, "too late")).isFalse();
        assertSame(find(), again);
    }

    @Test
    void a_connection_breaks_off_once_until_it_is_made_again() {
        Connection old = connection(41, new CredentialScheme.Bearer(), "old", 1);
        put(old);
        assertThat(ports.connections().breakOff(old, "invalid_grant")).isTrue();
        assertThat(ports.connections().breakOff(old, "again")).isFalse();
        assertThat(find().fault()).isEqualTo("invalid_grant");
        put(connection(41, new CredentialScheme.Bearer(), "new", 2));
        assertThat(find().fault()).isNull();
    }

    @Test
    void it_is_counted_how_often_a_connection_was_removed() {
        for (int times = 1; times < 3; times++) {
            put(connection(41, new CredentialScheme.Bearer(), "sealed", 1));
            as(
                    ADA,
                    admission -> ports.connections()
                            .remove(admission, server.id(), ADA.person().id()));
            assertThat(ports.connections()
                            .removals(HARBOUR.id(), server.id(), ADA.person().id()))
                    .isEqualTo(times);
        }
        assertThat(manages(
                        ADA,
                        admission -> ports.connections()
                                .remove(admission, server.id(), ADA.person().id())))
                .isFalse();
        assertThat(ports.connections()
                        .removals(HARBOUR.id(), server.id(), ADA.person().id()))
                .isEqualTo(2);
        assertThat(ports.connections().removals(HARBOUR.id(), server.id(), null))
                .isZero();
    }

    @Test
    void the_last_use_is_noted() {
        Connection connection = connection(41, new CredentialScheme.Bearer(), "sealed", 1);
        put(connection);
        assertThat(ports.connections().lastUsed(connection)).isNull();
        ports.connections().used(connection, NOW.plusSeconds(60));
        assertThat(ports.connections().lastUsed(connection)).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void the_registration_at_a_service_is_kept_for_its_server_alone() {
        var sealed = new SealedCredential(KEY.toString(), new byte[] {7});
        var client =
                new ServiceClient(HARBOUR.id(), server.id(), "https://notes.example", "airlock-app", sealed, 1, NOW);
        as(ADA, admission -> {
            ports.serviceClients().put(admission, client);
            return admission;
        });
        assertThat(ports.serviceClients().find(HARBOUR.id(), server.id()))
                .usingRecursiveComparison()
                .isEqualTo(client);
        assertThat(ports.serviceClients().find(MEADOW.id(), server.id())).isNull();
        var open = new ServiceClient(HARBOUR.id(), server.id(), "https://moved.example", "another", null, 2, NOW);
        as(ADA, admission -> {
            ports.serviceClients().put(admission, open);
            return admission;
        });
        assertThat(ports.serviceClients().find(HARBOUR.id(), server.id())).isEqualTo(open);
        assertThat(manages(ADA, admission -> ports.serviceClients().remove(admission, server.id())))
                .isTrue();
        assertThat(ports.serviceClients().find(HARBOUR.id(), server.id())).isNull();
    }

    @Test
    void what_the_service_says_of_the_account_is_kept_of_the_same_version_only() {
        Connection connection = connection(41, new CredentialScheme.Bearer(), "sealed", 2);
        put(connection);
        assertThat(manages(ADA, admission -> ports.connections().breakOff(connection, "refused")))
                .isTrue();
        assertThat(manages(ADA, admission -> ports.connections().identify(admission, connection.identified("Ada L."))))
                .isTrue();
        assertSame(find(), connection.identified("Ada L."));
        Connection earlier = connection(41, new CredentialScheme.Bearer(), "sealed", 1);
        assertThat(manages(ADA, admission -> ports.connections().identify(admission, earlier.identified("Eve"))))
                .isFalse();
        assertSame(find(), connection.identified("Ada L."));
    }

    @Test
    void other_choices_for_the_variables_are_kept_with_where_calls_then_go() {
        Connection connection = connection(41, new CredentialScheme.Bearer(), "sealed", 2);
        put(connection);
        Connection placed = connection.at(Set.of("https://other.example.com"), Map.of("site", "other"));
        assertThat(manages(ADA, admission -> ports.connections().place(admission, placed)))
                .isTrue();
        assertSame(find(), placed);
        assertThat(find().generation()).isEqualTo(connection.generation() + 1);
        Connection earlier = connection(41, new CredentialScheme.Bearer(), "sealed", 1);
        assertThat(manages(ADA, admission -> ports.connections().place(admission, earlier.at(Set.of(), Map.of()))))
                .isFalse();
        assertSame(find(), placed);
    }

    @Test
    void who_was_sent_to_a_service_is_expected_once_in_the_same_session() {
        var pending = new Pending(
                SecretHash.of("state"),
                SecretHash.of("session"),
                ADA.person().id(),
                server.id(),
                false,
                List.of("read", "write"),
                Map.of("site", "acme"));
        as(ADA, admission -> {
            ports.pendingConnections().add(admission, pending);
            return admission;
        });
        assertThat(take(ADA, "other", "session")).isNull();
        assertThat(take(ADA, "state", "other")).isNull();
        assertThat(take(BOB, "state", "session")).isNull();
        assertThat(take(ADA, "state", "session")).isEqualTo(pending);
        assertThat(take(ADA, "state", "session")).isNull();
    }

    private @Nullable Pending take(Membership person, String state, String session) {
        var taken = new AtomicReference<@Nullable Pending>();
        as(person, admission -> {
            taken.set(ports.pendingConnections()
                    .take(admission, SecretHash.of(state), SecretHash.of(session), Duration.ofMinutes(15)));
            return true;
        });
        return taken.get();
    }
}
