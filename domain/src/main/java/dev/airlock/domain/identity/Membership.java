package dev.airlock.domain.identity;

/** A person's place in an organization. */
public record Membership(Organization organization, Person person, Role role) {}
