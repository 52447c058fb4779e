package dev.airlock.application.identity;

/** Makes secrets from a cryptographically strong source. */
@FunctionalInterface
public interface Secrets {
    /** Returns a fresh secret of 256 random bits in 43 URL-safe characters after the prefix. */
    String next(String prefix);
}
