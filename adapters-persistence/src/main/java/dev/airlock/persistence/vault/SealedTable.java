package dev.airlock.persistence.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column whose texts are sealed under the data keys of organizations. Every such column is listed here: data keys are replaced, and deleted, by this list.
 *
 * @param key the column that names the data key
 * @param row the column that, with organization_id, is the primary key
 * @param version the column of the version that a text is bound to, null where it is bound to none
 */
record SealedTable(
        String name,
        String column,
        String key,
        String row,
        @Nullable String version) {
    static final List<SealedTable> ALL = List.of(
            new SealedTable("connection", "ciphertext", "key_id", "id", "version"),
            new SealedTable("service_client", "ciphertext", "key_id", "server_id", "version"),
            new SealedTable("mail_message", "ciphertext", "key_id", "id", null),
            new SealedTable("approval_present", "ciphertext", "key_id", "approval_id", null),
            new SealedTable("approval_reply", "ciphertext", "key_id", "approval_id", null));

    /** Fills the placeholders of a statement: {table}, {column}, {key}, {row} and {version}, which is 0 where there is none. */
    String sql(String statement) {
        return statement
                .replace("{table}", name)
                .replace("{column}", column)
                .replace("{key}", key)
                .replace("{row}", row)
                .replace("{version}", version == null ? "0" : version);
    }
}
