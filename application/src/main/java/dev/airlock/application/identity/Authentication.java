package dev.airlock.application.identity;

import dev.airlock.domain.identity.Caller;

/** What a presented token proves. */
public sealed interface Authentication {
    /** It proves who calls. */
    record Authenticated(Caller caller) implements Authentication {}

    /** None was presented. */
    record Missing() implements Authentication {}

    /** It is unknown, revoked, malformed or expired; strangers are not told which. */
    record Rejected() implements Authentication {}
}
