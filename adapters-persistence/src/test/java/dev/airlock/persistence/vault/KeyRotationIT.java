package dev.airlock.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.gate.Result;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** K-06 at the stores: keys are replaced under running nodes, and may be broken off anywhere. The proof with processes is {@code RotationIT}. */
class KeyRotationIT {
    private static final int ORGANIZATIONS = 3;
    private static final int CONNECTIONS = 4;
    private static final int ROWS = ORGANIZATIONS * (CONNECTIONS + 2);

    private final SealedWorld world = new SealedWorld();
    private MasterKey present = TestKeys.random();
    private MasterKeys keys = MasterKeys.of(present);

    @Test
    void new_data_keys_take_the_place_of_old_ones_wherever_the_work_is_broken_off() throws Exception {
        world.found(keys, ORGANIZATIONS, CONNECTIONS);
        Seals running = world.node(keys);
        int kills = 0;
        while (!rotatesDataKeys(kills)) {
            assertThat(world.openAll(running)).isEqualTo(ROWS);
            assertThat(world.openAll(world.node(keys))).isEqualTo(ROWS);
            List<String> made = newKeysBesideOldOnes();
            world.maintenance(keys).rotateDataKeys(Duration.ZERO);
            assertThat(world.maintenance(keys).status())
                    .extracting(
                            KeyMaintenance.Status::newest,
                            KeyMaintenance.Status::older,
                            KeyMaintenance.Status::underWay)
                    .containsExactly((long) ORGANIZATIONS * (CONNECTIONS + 1), 0L, null);
            assertThat(world.count("organization_key")).isEqualTo(ORGANIZATIONS);
            assertThat(names()).as("goes on with the keys that it made").containsAll(made);
            kills++;
        }
        assertThat(kills).isGreaterThan(10);
        assertThat(world.openAll(world.node(keys))).isEqualTo(ROWS);
    }

    private boolean rotatesDataKeys(int transactions) throws UnusableKeyException {
        return ends(() ->
                world.maintenance(world.ownerThatDiesAfter(transactions), keys).rotateDataKeys(Duration.ZERO));
    }

    private List<String> names() {
        return texts("select id::text from organization_key");
    }

    private List<String> newKeysBesideOldOnes() {
        return texts("""
                select distinct on (organization_id) id::text from organization_key k
                where (select count(*) from organization_key o where o.organization_id = k.organization_id) > 1
                order by organization_id, created_at desc
                """);
    }

    private List<String> texts(String sql) {
        return world.owner()
                .acrossOrganizations(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void a_new_master_key_takes_the_place_of_the_old_one_wherever_the_work_is_broken_off() throws Exception {
        world.found(keys, ORGANIZATIONS, CONNECTIONS);
        int kills = 0;
        boolean ended = false;
        while (!ended) {
            MasterKey next = TestKeys.random();
            MasterKeys both = MasterKeys.of(present, next);
            Seals running = world.node(both);
            int transactions = kills;
            ended = ends(() -> world.maintenance(world.ownerThatDiesAfter(transactions), both)
                    .rotateMasterKey());
            assertThat(world.openAll(running)).isEqualTo(ROWS);
            assertThat(world.openAll(world.node(both))).isEqualTo(ROWS);
            if (!ended) {
                world.maintenance(both).rotateMasterKey();
            }
            assertThat(world.openAll(world.node(MasterKeys.of(next)))).isEqualTo(ROWS);
            assertThat(world.maintenance(both).status().masterKeys())
                    .extracting(KeyMaintenance.MasterKeyStatus::rows)
                    .containsExactly(0L, 2L * ORGANIZATIONS);
            MasterKey old = present;
            assertThatThrownBy(() -> world.node(MasterKeys.of(old))).isInstanceOf(UnusableKeyException.class);
            present = next;
            kills++;
        }
        assertThat(kills).isGreaterThan(8);
    }

    private interface Work {
        long run() throws UnusableKeyException;
    }

    /** Whether it ran to its end before it was killed. */
    private static boolean ends(Work work) throws UnusableKeyException {
        try {
            work.run();
            return true;
        } catch (RuntimeException killed) {
            assertThat(killed).hasRootCauseMessage("killed");
            return false;
        }
    }

    @Test
    void while_the_master_key_changes_a_node_needs_both_and_seals_under_the_new_one() throws Exception {
        world.found(keys, 1, 1);
        MasterKey next = TestKeys.random();
        MasterKeys both = MasterKeys.of(present, next);
        Seals running = world.node(both);
        ends(() -> world.maintenance(world.ownerThatDiesAfter(8), both).rotateMasterKey());
        assertThat(world.maintenance(both).status().underWay()).startsWith("from master key");

        for (MasterKeys one : List.of(keys, MasterKeys.of(next))) {
            assertThatThrownBy(() -> world.node(one))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("under way")
                    .hasMessageContaining("keys.next");
        }
        UUID row = UUID.randomUUID();
        byte[] sealed = world.service()
                .acrossOrganizations(
                        handle -> running.ofInstallation().seal(handle, new byte[] {7}, "person_totp", "secret", row));
        assertThat(next.wrapping()
                        .opens(
                                sealed,
                                SealedPlace.ofInstallation("person_totp", "secret", row)
                                        .bytes()))
                .isTrue();
    }

    @Test
    void a_credential_that_is_given_meanwhile_wins() throws Exception {
        OrganizationId organization = world.found(keys, 1, 1).getFirst();
        Transactions node = world.service();
        OrganizationSeal seal = world.node(node, keys).ofOrganizations();
        try (Connection reconnecting = world.ownerConnection();
                Statement statement = reconnecting.createStatement()) {
            reconnecting.setAutoCommit(false);
            statement.execute("set local airlock.scope = 'installation'");
            var row = statement.executeQuery("select id from connection");
            assertThat(row.next()).isTrue();
            UUID id = row.getObject(1, UUID.class);
            byte[] newer = "newer".getBytes(StandardCharsets.US_ASCII);
            var place = new SealedPlace(organization.value(), "connection", "ciphertext", id, 2);
            var given = SealedWorld.sealing(node, organization, () -> seal.seal(newer, organization, place));
            try (var update = reconnecting.prepareStatement("update connection set version = 2, ciphertext = ?")) {
                update.setBytes(1, given.ciphertext());
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
            var rotation = CompletableFuture.runAsync(() -> rotateDataKeys());
            awaitBlocked();
            reconnecting.commit();
            rotation.join();
        }
        record Given(UUID id, UUID key, byte[] ciphertext) {}
        Given now = world.owner()
                .acrossOrganizations(handle -> handle.createQuery(
                                "select id, key_id as key, ciphertext from connection")
                        .map((row, context) -> new Given(
                                row.getObject("id", UUID.class),
                                row.getObject("key", UUID.class),
                                row.getBytes("ciphertext")))
                        .one());
        byte[] text = world.node(keys)
                .ofOrganizations()
                .open(
                        new OrganizationSeal.Sealed(now.key, now.ciphertext),
                        organization,
                        new SealedPlace(organization.value(), "connection", "ciphertext", now.id, 2));
        assertThat(text).asString(StandardCharsets.US_ASCII).isEqualTo("newer");
        assertThat(world.count("organization_key")).isEqualTo(1);
    }

    @Test
    void each_organization_reads_in_its_audit_log_what_was_done_to_its_keys() throws Exception {
        List<OrganizationId> organizations = world.found(keys, 2, 3);
        List<String> old = texts("select id::text from organization_key order by organization_id");
        rotateDataKeys();
        assertThat(world.audit.events())
                .hasSize(4)
                .allMatch(event -> event.action().equals("data-key.rotate"));
        for (OrganizationId organization : organizations) {
            String present = texts(
                            "select id::text from organization_key where organization_id = '" + organization + "'")
                    .getFirst();
            List<AuditEvent> own = world.audit.events().stream()
                    .filter(event -> event.organization().equals(organization))
                    .toList();
            assertThat(own).extracting(AuditEvent::result).containsExactly(AuditResult.STARTED, AuditResult.SUCCEEDED);
            assertThat(own)
                    .extracting(AuditEvent::subject)
                    .containsOnly(own.getFirst().subject());
            assertThat(own.getFirst().detail().text()).startsWith("{\"key\":\"" + present + "\",\"replaces\":[\"");
            assertThat(own.getLast().detail().text()).endsWith("\"],\"rows\":4}");
            assertThat(old)
                    .anyMatch(key -> own.getFirst().detail().text().contains(key)
                            && own.getLast().detail().text().contains(key));
        }
    }

    @Test
    void without_an_audit_log_no_key_is_replaced() throws Exception {
        world.found(keys, 1, 1);
        String old = texts("select id::text from organization_key").getFirst();
        world.audit.fail();
        assertThatThrownBy(() -> world.maintenance(keys).rotateDataKeys(Duration.ZERO))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("run it again");
        assertThat(texts("select distinct key_id::text from connection")).containsExactly(old);
        var next = TestKeys.random();
        assertThatThrownBy(() -> world.maintenance(MasterKeys.of(present, next)).rotateMasterKey())
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("run it again");
        assertThat(world.openAll(world.node(keys))).isEqualTo(3);
        world.audit.recover();
        rotateDataKeys();
        assertThat(texts("select id::text from organization_key")).hasSize(1).doesNotContain(old);
    }

    @Test
    void nothing_is_sealed_outside_the_transaction_that_stores_it() throws Exception {
        OrganizationId organization = world.found(keys, 1, 1).getFirst();
        OrganizationSeal seal = world.node(keys).ofOrganizations();
        UUID id = UUID.randomUUID();
        assertThatThrownBy(() -> seal.seal(new byte[] {7}, organization, "mail_message", "ciphertext", id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside a transaction");
    }

    @Test
    void no_credential_is_left_without_its_key() throws Exception {
        world.found(keys, 1, 1);
        assertThatThrownBy(() -> world.execute("update connection set key_id = ?", UUID.randomUUID()))
                .rootCause()
                .hasMessageContaining("connection_key");
        assertThatThrownBy(() -> world.execute("delete from organization_key"))
                .rootCause()
                .hasMessageContaining("foreign key constraint");
    }

    @Test
    void what_is_sealed_under_an_old_key_but_not_stored_yet_is_waited_for() throws Exception {
        OrganizationId organization = world.found(keys, 1, 1).getFirst();
        Transactions node = world.service();
        OrganizationSeal seal = world.node(node, keys).ofOrganizations();
        UUID id = UUID.randomUUID();
        byte[] text = id.toString().getBytes(StandardCharsets.US_ASCII);
        var rotation = new CompletableFuture<Void>();
        Result<Integer> stored = node.inTransaction(organization, () -> {
            OrganizationSeal.Sealed sealed = seal.seal(text, organization, "mail_message", "ciphertext", id);
            Thread.ofVirtual().start(() -> {
                rotateDataKeys();
                rotation.complete(null);
            });
            awaitBlocked();
            return Result.done(node.in(organization, handle -> SealedWorld.write(handle, organization, id, sealed)));
        });
        assertThat(stored).isEqualTo(Result.done(1));
        rotation.join();
        assertThat(world.count("organization_key")).isEqualTo(1);
        assertThat(world.openAll(world.node(keys))).isEqualTo(4);
    }

    private void rotateDataKeys() {
        try {
            world.maintenance(keys).rotateDataKeys(Duration.ZERO);
        } catch (UnusableKeyException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitBlocked() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (world.count("pg_locks where not granted") == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void a_data_key_of_a_row_that_does_not_open_is_kept_and_the_row_named() throws Exception {
        world.found(keys, 2, 2);
        UUID broken = world.owner()
                .acrossOrganizations(handle -> handle.createQuery("select id from connection limit 1")
                        .mapTo(UUID.class)
                        .one());
        world.execute("update connection set ciphertext = '\\x0100' where id = ?", broken);

        assertThatThrownBy(() -> world.maintenance(keys).rotateDataKeys(Duration.ZERO))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("connection " + broken);

        assertThat(world.count("organization_key")).isEqualTo(3);
        world.execute("delete from connection where id = ?", broken);
        world.maintenance(keys).rotateDataKeys(Duration.ZERO);
        assertThat(world.count("organization_key")).isEqualTo(2);
        assertThat(world.openAll(world.node(keys))).isEqualTo(7);
    }

    @Test
    void a_master_key_is_not_replaced_by_itself_or_from_a_wrong_one() throws Exception {
        world.found(keys, 1, 1);
        MasterKey next = TestKeys.random();
        assertThatThrownBy(() -> MasterKeys.of(present, present)).hasMessageContaining("is the present one");
        refuses(MasterKeys.of(TestKeys.random(), next), "not the one that this database was sealed with");
        ends(() -> world.maintenance(world.ownerThatDiesAfter(8), MasterKeys.of(present, next))
                .rotateMasterKey());
        refuses(MasterKeys.of(present, TestKeys.random()), "another change is under way");
        world.maintenance(MasterKeys.of(present, next)).rotateMasterKey();
        refuses(MasterKeys.of(next), "give one");
    }

    @Test
    void a_change_that_was_killed_before_it_could_say_that_it_had_ended_does_nothing_more() throws Exception {
        world.found(keys, 1, 1);
        MasterKeys both = MasterKeys.of(present, TestKeys.random());
        assertThat(world.maintenance(both).rotateMasterKey()).isEqualTo(2);
        assertThat(world.maintenance(both).rotateMasterKey()).isZero();
        assertThat(world.openAll(world.node(both))).isEqualTo(3);
    }

    @Test
    void a_row_that_neither_master_key_opens_keeps_the_old_one_in_force() throws Exception {
        world.found(keys, 1, 1);
        world.execute("update person_totp set secret = '\\x0100'");

        refuses(MasterKeys.of(present, TestKeys.random()), "person_totp");

        assertThat(world.openAllOfOrganizations(world.node(keys))).isEqualTo(2);
    }

    private void refuses(MasterKeys given, String reason) {
        assertThatThrownBy(() -> world.maintenance(given).rotateMasterKey())
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_running_node_without_the_new_key_keeps_the_old_one_in_force() throws Exception {
        world.found(keys, 1, 1);
        MasterKeys both = MasterKeys.of(present, TestKeys.random());
        try (Connection node = world.ownerConnection();
                Statement statement = node.createStatement()) {
            for (String claim : KeyHolders.claims(keys)) {
                statement.execute(claim);
            }
            refuses(both, "1 running node(s) do not have the new key");
            for (String claim : KeyHolders.claims(both)) {
                statement.execute(claim);
            }
            assertThat(world.maintenance(both).rotateMasterKey()).isEqualTo(2);
        }
    }

    @Test
    void every_sealed_column_is_known_to_whoever_replaces_keys() {
        List<String> columns = texts("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and data_type = 'bytea'
                """);
        Stream<String> hashes = Stream.of(
                "approval_request.digest",
                "approval_request.body",
                "audit_event.hash",
                "audit_event.previous_hash",
                "master_key.check_value",
                "master_key.previous_check");
        Stream<String> sealed = Stream.concat(
                SealedTable.ALL.stream().map(table -> table.name() + "." + table.column()),
                WrappedTable.ALL.stream().map(table -> table.name() + "." + table.column()));
        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(hashes, sealed).toList());
    }
}
