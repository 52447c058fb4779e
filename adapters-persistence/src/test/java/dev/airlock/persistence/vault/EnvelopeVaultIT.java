package dev.airlock.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.change.Change;
import dev.airlock.application.connection.SealBrokenException;
import dev.airlock.application.connection.Vault.Place;
import dev.airlock.application.fake.FakeNotices;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.persistence.TestPostgres;
import dev.airlock.persistence.migration.MigrationSettings;
import dev.airlock.persistence.migration.Migrations;
import dev.airlock.persistence.transaction.ChangeBroadcast;
import dev.airlock.persistence.transaction.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvelopeVaultIT {
    private static final String CANARY = "CNRY-bearer-6f1d0c5b";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private Transactions transactions;
    private MasterKey master;
    private EnvelopeVault vault;
    private OrganizationId harbour;
    private OrganizationId lighthouse;

    @BeforeAll
    void a_migrated_database() throws Exception {
        Migrations.run(new MigrationSettings(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.serviceUser(), null));
        transactions = new Transactions(
                Jdbi.create(database.jdbcUrl(), database.serviceUser(), database.servicePassword()), new NoBroadcast());
        master = TestKeys.random();
        vault = open(master);
    }

    @BeforeEach
    void two_organizations() {
        harbour = organization();
        lighthouse = organization();
    }

    @Test
    void every_kind_of_credential_comes_back_as_it_was() throws Exception {
        for (Credential credential : List.of(
                new Credential.Bearer(CANARY),
                new Credential.Basic("ada", "pass\"word \u00e9\n"),
                new Credential.ApiKey(Location.QUERY, "api_key", CANARY))) {
            assertThat(vault.open(sealed(harbour, credential))).isEqualTo(credential);
        }
    }

    @Test
    void another_node_opens_what_this_one_sealed() throws Exception {
        Connection connection = sealed(harbour, new Credential.Bearer(CANARY));
        var node = open(master);
        assertThat(node.open(connection)).isEqualTo(new Credential.Bearer(CANARY));
    }

    @Test
    void a_change_of_any_single_byte_breaks_the_seal() {
        Connection connection = sealed(harbour, new Credential.Bearer(CANARY));
        byte[] good = connection.sealed().ciphertext();
        for (int i = 0; i < good.length; i++) {
            byte[] altered = good.clone();
            altered[i] ^= 1;
            isBroken(with(connection, altered));
        }
        isBroken(with(connection, new byte[0]));
        isBroken(with(connection, Arrays.copyOf(good, good.length - 1)));
        isBroken(with(connection, Arrays.copyOf(good, good.length + 1)));
    }

    @Test
    void a_sealed_credential_opens_in_its_own_row_organization_and_version_only() {
        Connection mine = sealed(harbour, new Credential.Bearer(CANARY));
        Connection other = sealed(harbour, new Credential.Bearer("other"));
        Connection foreign = sealed(lighthouse, new Credential.Bearer("foreign"));
        isBroken(connection(harbour, other.id(), 1, mine.sealed()));
        isBroken(connection(lighthouse, mine.id(), 1, mine.sealed()));
        isBroken(connection(harbour, mine.id(), 2, mine.sealed()));
        isBroken(connection(
                lighthouse,
                mine.id(),
                1,
                new SealedCredential(foreign.sealed().keyId(), mine.sealed().ciphertext())));
        isBroken(connection(
                harbour,
                mine.id(),
                1,
                new SealedCredential(UUID.randomUUID().toString(), mine.sealed().ciphertext())));
        isBroken(connection(
                harbour,
                mine.id(),
                1,
                new SealedCredential("nonsense", mine.sealed().ciphertext())));
    }

    @Test
    void a_sealed_text_opens_in_its_own_column_and_table_only() {
        var key = new SealingKey(SealingKey.random(RANDOM));
        UUID row = UUID.randomUUID();
        byte[] sealed =
                key.seal(new byte[] {7}, new SealedPlace(row, "connection", "ciphertext", row, 1).bytes(), RANDOM);
        for (SealedPlace place : List.of(
                new SealedPlace(row, "connection", "other", row, 1),
                new SealedPlace(row, "other", "ciphertext", row, 1),
                new SealedPlace(row, "connectionc", "iphertext", row, 1))) {
            assertThatThrownBy(() -> key.open(sealed, place.bytes())).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void a_data_key_moved_to_another_organization_does_not_open_there() throws Exception {
        Connection mine = sealed(harbour, new Credential.Bearer(CANARY));
        try (var owner = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = owner.createStatement()) {
            statement.execute("select set_config('airlock.scope', 'installation', false)");
            assertThat(statement.executeUpdate("insert into organization_key (organization_id, id, wrapped) select '"
                            + lighthouse + "', id, wrapped from organization_key where id = '"
                            + mine.sealed().keyId() + "'"))
                    .isEqualTo(1);
        }
        isBroken(connection(lighthouse, mine.id(), 1, mine.sealed()));
    }

    @Test
    void a_wrong_master_key_is_refused_and_changes_nothing() throws Exception {
        Connection connection = sealed(harbour, new Credential.Bearer(CANARY));
        assertThatThrownBy(() -> open(TestKeys.random()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("not the one that this database was sealed with");
        assertThat(open(master).open(connection)).isEqualTo(new Credential.Bearer(CANARY));
    }

    @Test
    void sealing_the_same_twice_gives_two_ciphertexts_and_none_shows_the_secret() {
        var place = new Place(harbour, new ConnectionId(UUID.randomUUID()), 1);
        SealedCredential one = seal(place, new Credential.Bearer(CANARY));
        SealedCredential two = seal(place, new Credential.Bearer(CANARY));
        assertThat(one.ciphertext()).isNotEqualTo(two.ciphertext());
        assertThat(new String(one.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
        assertThat(one.toString() + sealed(harbour, new Credential.Bearer(CANARY)) + master)
                .doesNotContain(CANARY)
                .contains("hidden");
    }

    private Connection sealed(OrganizationId organization, Credential credential) {
        var id = new ConnectionId(UUID.randomUUID());
        return connection(organization, id, 1, seal(new Place(organization, id, 1), credential));
    }

    private SealedCredential seal(Place place, Credential credential) {
        return SealedWorld.sealing(transactions, place.organization(), () -> vault.seal(place, credential));
    }

    private void isBroken(Connection connection) {
        assertThatThrownBy(() -> vault.open(connection)).isInstanceOf(SealBrokenException.class);
    }

    private static Connection with(Connection connection, byte[] ciphertext) {
        return connection(
                connection.organization(),
                connection.id(),
                1,
                new SealedCredential(connection.sealed().keyId(), ciphertext));
    }

    private static Connection connection(
            OrganizationId organization, ConnectionId id, long version, SealedCredential sealed) {
        return new Connection(
                organization,
                id,
                new ServerId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()),
                Set.of("https://api.example.com"),
                Map.of(),
                new CredentialScheme.Bearer(),
                "",
                null,
                sealed,
                1,
                version,
                Instant.EPOCH);
    }

    private OrganizationId organization() {
        var id = new OrganizationId(UUID.randomUUID());
        transactions.in(
                id,
                handle -> handle.execute(
                        "insert into organization (id, slug, name) values (?, ?, 'Somebody')",
                        id.value(),
                        id.toString()));
        return id;
    }

    private EnvelopeVault open(MasterKey key) throws UnusableKeyException {
        return new EnvelopeVault(
                Seals.open(transactions, new FakeNotices(), MasterKeys.of(key), RANDOM, UUID::randomUUID)
                        .ofOrganizations());
    }

    private static final class NoBroadcast implements ChangeBroadcast {
        @Override
        public void send(Handle handle, Change change) {}

        @Override
        public void deliver(Change change) {}
    }
}
