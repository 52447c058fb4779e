package dev.airlock.domain.identity;

/** Someone who signs in. */
public record Person(UserId id, EmailAddress email, String name) {}
