package dev.airlock.http.api;

import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, where, and what their token is good for.
 *
 * @param servers the slugs of those that the token reaches, or null for every server
 */
record MeView(
        OrganizationView organization,
        PersonView person,
        Role role,
        String client,
        TokenScope.Access access,
        @Nullable List<String> servers) {
    /** The organization. */
    record OrganizationView(String slug, String name) {}

    /** The person. */
    record PersonView(String id, String email, String name) {}
}
