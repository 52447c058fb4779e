package dev.airlock.domain.identity;

import java.time.Instant;

/** An offer to the person with this address, and to nobody else, to join the organization in this role. */
public record Invitation(
        OrganizationId organization,
        InvitationId id,
        EmailAddress email,
        Role role,
        Instant createdAt,
        Instant expiresAt) {}
