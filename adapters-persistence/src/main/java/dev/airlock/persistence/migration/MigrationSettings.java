package dev.airlock.persistence.migration;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database to migrate, and as whom.
 *
 * @param ownerUser owns the tables; never the role that serves requests
 * @param serviceRole serves requests, with no more than the grants that it needs
 * @param servicePassword what the service role is to sign in with; null where that is somebody else's business
 */
public record MigrationSettings(
        String jdbcUrl,
        String ownerUser,
        String ownerPassword,
        String serviceRole,
        @Nullable String servicePassword) {
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public MigrationSettings {
        if (!ROLE.matcher(serviceRole).matches()) {
            throw new IllegalArgumentException("\"" + serviceRole
                    + "\" cannot be the service role: its name has 1 to 63 lower-case letters, digits and underscores");
        }
        if (serviceRole.equals(ownerUser)) {
            throw new IllegalArgumentException("the service role must not be the owner of the tables, " + ownerUser
                    + ": create a second role for it");
        }
    }

    @Override
    public String toString() {
        return "MigrationSettings[" + jdbcUrl + ", owner " + ownerUser + ", service role " + serviceRole + "]";
    }
}
