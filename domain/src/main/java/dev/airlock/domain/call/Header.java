package dev.airlock.domain.call;

/** A request header as it will be sent. */
public record Header(String name, String value) {}
