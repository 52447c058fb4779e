package dev.airlock.persistence.vault;

import dev.airlock.application.fake.FakeNotices;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.TestPostgres;
import dev.airlock.persistence.audit.NoBroadcast;
import dev.airlock.persistence.migration.MigrationSettings;
import dev.airlock.persistence.migration.Migrations;
import dev.airlock.persistence.transaction.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A database with organizations that have sealed rows in every table that holds some, each row's text being its own id. */
final class SealedWorld {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestPostgres.Database database;

    SealedWorld() {
        this(TestPostgres.freshDatabase());
        Migrations.run(new MigrationSettings(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.serviceUser(), null));
    }

    private SealedWorld(TestPostgres.Database database) {
        this.database = database;
    }

    /** What was recorded of the work on keys. */
    final RecordingAuditLog audit = new RecordingAuditLog();

    /** A copy of the whole database as it is now, as a backup that was restored. */
    SealedWorld backup() {
        String source = database.jdbcUrl().replaceAll(".*/([^/?]+).*", "$1");
        String copy = source + "_backup";
        TestPostgres.asSuperuser("create database " + copy + " template " + source + " owner " + database.ownerUser());
        return new SealedWorld(new TestPostgres.Database(
                database.jdbcUrl().replace(source, copy),
                database.ownerUser(),
                database.ownerPassword(),
                database.serviceUser(),
                database.servicePassword()));
    }

    /** Connects as the service role does. */
    Transactions service() {
        return transactions(() ->
                DriverManager.getConnection(database.jdbcUrl(), database.serviceUser(), database.servicePassword()));
    }

    /** Connects as the owner of the tables. */
    Transactions owner() {
        return transactions(this::ownerConnection);
    }

    /** Connects as the owner, as often as that and then no more: the process was killed. */
    Transactions ownerThatDiesAfter(int transactions) {
        var left = new int[] {transactions};
        return transactions(() -> {
            if (left[0]-- == 0) {
                throw new SQLException("killed");
            }
            return ownerConnection();
        });
    }

    Connection ownerConnection() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    private static Transactions transactions(ConnectionFactory connections) {
        return new Transactions(Jdbi.create(connections), new NoBroadcast());
    }

    KeyMaintenance maintenance(Transactions owner, MasterKeys keys) {
        return new KeyMaintenance(
                owner, new FakeNotices(), keys, RANDOM, audit, InstantSource.system(), UUID::randomUUID);
    }

    KeyMaintenance maintenance(MasterKeys keys) {
        return maintenance(owner(), keys);
    }

    /** A node that has just been started. */
    Seals node(MasterKeys keys) throws UnusableKeyException {
        return node(service(), keys);
    }

    /** The same on these transactions. */
    Seals node(Transactions transactions, MasterKeys keys) throws UnusableKeyException {
        return Seals.open(transactions, new FakeNotices(), keys, RANDOM, UUID::randomUUID);
    }

    /** Founds organizations, each with connections, a message, and an owner with an authenticator app. */
    List<OrganizationId> found(MasterKeys keys, int organizations, int connections) throws UnusableKeyException {
        Transactions node = service();
        Seals seals = node(node, keys);
        var founded = new ArrayList<OrganizationId>();
        for (int i = 0; i < organizations; i++) {
            var organization = new OrganizationId(UUID.randomUUID());
            founded.add(organization);
            var owner = UUID.randomUUID();
            owner().acrossOrganizations(handle -> {
                handle.execute(
                        "insert into organization (id, slug, name) values (?, ?, 'O')",
                        organization.value(),
                        "" + organization);
                handle.execute(
                        "insert into person (id, email, name) values (?, ?, 'P')", owner, owner + "@example.com");
                handle.execute("insert into membership values (?, ?, 'OWNER')", organization.value(), owner);
                handle.execute(
                        "insert into person_totp (user_id, secret) values (?, ?)",
                        owner,
                        seals.ofInstallation().seal(handle, text(owner), "person_totp", "secret", owner));
                return 0;
            });
            for (int c = 0; c < connections; c++) {
                connect(node, seals.ofOrganizations(), organization, owner);
            }
            write(node, seals.ofOrganizations(), organization);
        }
        return founded;
    }

    private void connect(Transactions node, OrganizationSeal seal, OrganizationId organization, UUID owner) {
        var id = UUID.randomUUID();
        var place = new SealedPlace(organization.value(), "connection", "ciphertext", id, 1);
        var sealed = sealing(node, organization, () -> seal.seal(text(id), organization, place));
        owner().acrossOrganizations(handle -> {
            handle.execute("""
                    insert into server (organization_id, id, slug, name, description, type, target_url, owner_id, schemes,
                        tool_count, version, created_at, updated_at)
                    values (?, ?, ?, 'S', '', 'OPENAPI', 'https://api.example.com', ?, '[]', 0, 1, now(), now())
                    """, organization.value(), id, "s" + id, owner);
            return handle.createUpdate("""
                            insert into connection (organization_id, id, server_id, user_id, origins, scheme, key_id,
                                ciphertext, version, updated_at)
                            values (:organization, :id, :id, :owner, '{https://api.example.com}', '{"type":"bearer"}', :key,
                                :ciphertext, 1, now())
                            """)
                    .bind("organization", organization.value())
                    .bind("id", id)
                    .bind("owner", owner)
                    .bind("key", sealed.key())
                    .bind("ciphertext", sealed.ciphertext())
                    .execute();
        });
    }

    private void write(Transactions node, OrganizationSeal seal, OrganizationId organization) {
        var id = UUID.randomUUID();
        var sealed =
                sealing(node, organization, () -> seal.seal(text(id), organization, "mail_message", "ciphertext", id));
        owner().acrossOrganizations(handle -> write(handle, organization, id, sealed));
    }

    /** Seals in a transaction of its own. */
    static <T> T sealing(Transactions node, OrganizationId organization, Supplier<T> sealing) {
        return switch (node.inTransaction(organization, () -> Result.done(sealing.get()))) {
            case Result.Done<T>(T sealed) -> sealed;
            case Result.Refused<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    /** Stores a sealed message. */
    static int write(Handle handle, OrganizationId organization, UUID id, OrganizationSeal.Sealed sealed) {
        return handle.execute(
                "insert into mail_message (organization_id, id, key_id, ciphertext, created_at, due_at) values (?, ?, ?, ?, now(), now())",
                organization.value(),
                id,
                sealed.key(),
                sealed.ciphertext());
    }

    /** Opens every sealed row as this node does, and returns how many there are; fails where one does not open. */
    int openAll(Seals node) {
        int opened = openAllOfOrganizations(node);
        for (var row : rows(
                "select null::uuid as organization_id, user_id as id, 0 as version, '' as key, secret as sealed from person_totp")) {
            opened += opens(row, () -> node.ofInstallation().open(row.sealed, "person_totp", "secret", row.id));
        }
        return opened;
    }

    /** The same for what belongs to organizations. */
    int openAllOfOrganizations(Seals node) {
        int opened = 0;
        for (SealedTable table : SealedTable.ALL) {
            for (var row : rows(
                    table.sql(
                            "select organization_id, {row} as id, {version} as version, {key}::text as key, {column} as sealed from {table}"))) {
                var place = new SealedPlace(row.organization, table.name(), table.column(), row.id, row.version);
                opened += opens(
                        row,
                        () -> node.ofOrganizations()
                                .open(
                                        new OrganizationSeal.Sealed(UUID.fromString(row.key), row.sealed),
                                        new OrganizationId(row.organization),
                                        place));
            }
        }
        return opened;
    }

    private record Row(UUID organization, UUID id, long version, String key, byte[] sealed) {}

    private interface Opening {
        byte[] open() throws GeneralSecurityException;
    }

    private static int opens(Row row, Opening opening) {
        try {
            if (!new String(opening.open(), StandardCharsets.US_ASCII).equals(row.id.toString())) {
                throw new AssertionError("another row's text in " + row.id);
            }
            return 1;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("row " + row.id + " does not open", e);
        }
    }

    private List<Row> rows(String sql) {
        return owner().acrossOrganizations(handle -> handle.createQuery(sql)
                .map((row, context) -> new Row(
                        row.getObject("organization_id", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getLong("version"),
                        row.getString("key"),
                        row.getBytes("sealed")))
                .list());
    }

    /** Counts rows, whoever's they are. */
    long count(String from) {
        return owner().acrossOrganizations((Handle handle) -> handle.createQuery("select count(*) from " + from)
                .mapTo(long.class)
                .one());
    }

    /** Changes something behind everybody's back. */
    int execute(String sql, Object... parameters) {
        return owner().acrossOrganizations(handle -> handle.execute(sql, parameters));
    }

    private static byte[] text(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
