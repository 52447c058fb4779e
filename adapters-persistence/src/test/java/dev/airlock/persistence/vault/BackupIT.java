package dev.airlock.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.identity.OrganizationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** K-09: what yesterday's backup is good for, once an organization was deleted. */
class BackupIT {
    private final SealedWorld world = new SealedWorld();
    private final MasterKey old = TestKeys.random();
    private final MasterKey next = TestKeys.random();

    @Test
    void a_backup_is_unreadable_once_the_master_key_was_replaced_and_the_old_one_destroyed() throws Exception {
        OrganizationId doomed = world.found(MasterKeys.of(old), 2, 3).getFirst();
        SealedWorld backup = world.backup();
        world.service().in(doomed, handle -> handle.execute("select delete_current_organization()"));
        assertThat(world.openAll(world.node(MasterKeys.of(old)))).isEqualTo(5);

        world.maintenance(MasterKeys.of(old, next)).rotateMasterKey();

        assertThatThrownBy(() -> backup.node(MasterKeys.of(next)))
                .as("it is not even started on")
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("not the one that this database was sealed with");
        assertThatThrownBy(() -> backup.maintenance(MasterKeys.of(next)).rotateDataKeys(Duration.ZERO))
                .isInstanceOf(UnusableKeyException.class);
        assertThat(backup.openAll(backup.node(MasterKeys.of(old))))
                .as("who kept the old key reads it: it has to be destroyed")
                .isEqualTo(10);
    }

    @Test
    void nothing_of_a_backup_opens_with_the_new_key_even_where_the_check_is_forged() throws Exception {
        world.found(MasterKeys.of(old), 1, 1);
        SealedWorld backup = world.backup();
        backup.execute("update master_key set check_value = ?", next.check());
        assertThatThrownBy(() -> backup.openAll(backup.node(MasterKeys.of(next))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void rows_of_a_backup_that_are_put_back_do_not_open_without_their_deleted_data_key() throws Exception {
        world.found(MasterKeys.of(old), 1, 1);
        SealedWorld backup = world.backup();
        world.maintenance(MasterKeys.of(old)).rotateDataKeys(Duration.ZERO);
        world.execute("alter table mail_message drop constraint mail_message_organization_id_key_id_fkey");
        record Sealed(String key, byte[] ciphertext) {}
        Sealed yesterday = backup.owner()
                .acrossOrganizations(
                        handle -> handle.createQuery("select key_id::text as key, ciphertext from mail_message")
                                .map((row, context) -> new Sealed(row.getString("key"), row.getBytes("ciphertext")))
                                .one());

        world.execute("update mail_message set key_id = ?::uuid, ciphertext = ?", yesterday.key, yesterday.ciphertext);

        assertThatThrownBy(() -> world.openAll(world.node(MasterKeys.of(old))))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("the organization has no such key, or it does not open");
    }
}
