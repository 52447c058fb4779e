package dev.airlock.persistence.transaction;

import dev.airlock.domain.identity.OrganizationId;
import org.jdbi.v3.core.Handle;

/**
 * Whose rows a transaction sees, as row-level security asks for it; forgotten when the transaction ends. A node that does nothing in its transaction for ten
 * seconds, stopped or cut off from the database, loses it with all that it had locked: others wait no longer.
 */
record Visibility(String organization, String scope) {
    /** Every organization's. */
    static final Visibility INSTALLATION = new Visibility("", "installation");

    private static final String SETTINGS = """
            select set_config('airlock.organization', :organization, true), set_config('airlock.scope', :scope, true),
                   set_config('idle_in_transaction_session_timeout', '10s', true)
            """;

    /** One organization's. */
    static Visibility of(OrganizationId organization) {
        return new Visibility(organization.toString(), "");
    }

    /** Sets it for the rest of the present transaction. */
    void set(Handle handle) {
        handle.createQuery(SETTINGS)
                .bind("organization", organization)
                .bind("scope", scope)
                .mapTo(String.class)
                .one();
    }
}
