package dev.airlock.domain.identity;

/** The tenant: everything belongs to exactly one, nothing crosses. */
public record Organization(OrganizationId id, Slug slug, String name) {}
