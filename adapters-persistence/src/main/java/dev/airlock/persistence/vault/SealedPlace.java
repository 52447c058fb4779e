package dev.airlock.persistence.vault;

import dev.airlock.domain.digest.Fields;
import java.util.UUID;

/**
 * The place in the database that a sealed text belongs to, and nowhere else.
 *
 * @param version the row's version, or 0 where it has none
 */
record SealedPlace(UUID organization, String table, String column, UUID row, long version) {
    /** The associated data: every part with its length before it, so that no two places read alike. */
    byte[] bytes() {
        return new Fields()
                .add(organization.toString())
                .add(table)
                .add(column)
                .add(row.toString())
                .add(Long.toString(version))
                .toByteArray();
    }
}
