package dev.airlock.domain.identity;

/** A named set of an organization's members, for access and policies. */
public record Group(OrganizationId organization, GroupId id, String name) {}
