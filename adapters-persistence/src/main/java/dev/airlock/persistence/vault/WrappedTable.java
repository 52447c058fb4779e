package dev.airlock.persistence.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column whose texts are sealed under the master key. Every such column is listed here: the master key is replaced by this list.
 *
 * @param row the column that identifies a row, with the organization where there is one
 * @param organization the column of the organization that a row belongs to, null where it belongs to the installation
 */
record WrappedTable(
        String name, String column, String row, @Nullable String organization) {
    static final List<WrappedTable> ALL = List.of(
            new WrappedTable("organization_key", "wrapped", "id", "organization_id"),
            new WrappedTable("oauth_signing_key", "private_key", "id", null),
            new WrappedTable("person_totp", "secret", "user_id", null));

    /** Fills the placeholders of a statement: {table}, {column}, {row} and {organization}, which is all zeros where there is none. */
    String sql(String statement) {
        return statement
                .replace("{table}", name)
                .replace("{column}", column)
                .replace("{row}", row)
                .replace(
                        "{organization}",
                        organization == null ? "uuid '" + SealedPlace.NO_ORGANIZATION + "'" : organization);
    }
}
