package dev.airlock.persistence.vault;

import dev.airlock.domain.digest.Fields;
import java.util.UUID;

/**
 * The place in the database that a sealed text belongs to, and nowhere else.
 *
 * @param organization all zeros where it belongs to the installation
 * @param version the row's version, or 0 where it has none
 */
record SealedPlace(UUID organization, String table, String column, UUID row, long version) {
    static final UUID NO_ORGANIZATION = new UUID(0, 0);

    /** A place that belongs to no organization. */
    static SealedPlace ofInstallation(String table, String column, UUID row) {
        return new SealedPlace(NO_ORGANIZATION, table, column, row, 0);
    }

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
