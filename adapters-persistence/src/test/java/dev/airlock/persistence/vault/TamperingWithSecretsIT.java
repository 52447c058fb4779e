package dev.airlock.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.identity.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K-05 for everything that is sealed: whoever can write the database gets nothing to open that was not sealed for exactly that place. */
class TamperingWithSecretsIT {
    private final SealedWorld world = new SealedWorld();
    private final MasterKeys keys = MasterKeys.of(TestKeys.random());
    private List<OrganizationId> organizations;

    @BeforeEach
    void found() throws Exception {
        organizations = world.found(keys, 2, 2);
        assertThat(world.openAll(world.node(keys))).isEqualTo(8);
    }

    private void opensNoMore(String what) {
        assertThatThrownBy(() -> world.openAll(world.node(keys)))
                .as(what)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not open");
    }

    @ParameterizedTest
    @CsvSource({"connection,ciphertext", "mail_message,ciphertext", "person_totp,secret", "organization_key,wrapped"})
    void a_change_of_any_single_byte_breaks_the_seal(String table, String column) throws Exception {
        byte[] good = world.owner()
                .acrossOrganizations(handle -> handle.createQuery("select " + column + " from " + table + " limit 1")
                        .mapTo(byte[].class)
                        .one());
        byte[] present = good;
        for (int i = 0; i < good.length; i++) {
            byte[] altered = good.clone();
            altered[i] ^= (byte) (1 << (i % 8));
            put(table, column, present, altered);
            opensNoMore(table + " byte " + i);
            present = altered;
        }
        put(table, column, present, good);
        assertThat(world.openAll(world.node(keys))).isEqualTo(8);
    }

    private void put(String table, String column, byte[] present, byte[] other) {
        assertThat(world.execute(
                        "update " + table + " set " + column + " = ? where " + column + " = ?", other, present))
                .isEqualTo(1);
    }

    @Test
    void sealed_texts_of_two_rows_of_one_organization_are_not_exchanged() {
        UUID one = organizations.getFirst().value();
        assertThat(world.execute("""
                        update connection c set ciphertext = o.ciphertext from connection o
                        where c.organization_id = ? and o.organization_id = c.organization_id and o.id <> c.id
                        """, one)).isEqualTo(2);
        opensNoMore("rows");
    }

    @Test
    void sealed_texts_of_two_organizations_are_not_exchanged() {
        assertThat(world.execute("""
                        update mail_message m set ciphertext = o.ciphertext from mail_message o
                        where o.organization_id <> m.organization_id
                        """)).isEqualTo(2);
        opensNoMore("organizations");
    }

    @Test
    void nor_are_they_where_the_data_key_is_copied_along() {
        assertThat(world.execute("""
                        insert into organization_key
                        select o.id, k.id, k.wrapped, k.created_at - interval '1 day'
                        from organization_key k, organization o where o.id <> k.organization_id
                        """)).isEqualTo(2);
        assertThat(world.execute("""
                        update mail_message m set ciphertext = o.ciphertext, key_id = o.key_id from mail_message o
                        where o.organization_id <> m.organization_id
                        """)).isEqualTo(2);
        opensNoMore("organizations");
    }

    @Test
    void what_was_sealed_for_one_column_opens_in_no_other() {
        UUID one = organizations.getFirst().value();
        assertThat(world.execute("""
                        update mail_message m set ciphertext = c.ciphertext from connection c
                        where m.organization_id = ? and c.organization_id = m.organization_id
                        """, one)).isEqualTo(1);
        opensNoMore("columns");
    }

    @Test
    void an_earlier_version_of_a_credential_is_not_put_back() {
        SealedTable connection = SealedTable.ALL.getFirst();
        assertThat(world.execute(connection.sql("update {table} set {version} = {version} + 1")))
                .isEqualTo(4);
        opensNoMore("versions");
    }

    @Test
    void authenticator_apps_of_two_people_are_not_exchanged() {
        assertThat(world.execute(
                        "update person_totp t set secret = o.secret from person_totp o where o.user_id <> t.user_id"))
                .isEqualTo(2);
        opensNoMore("people");
    }
}
