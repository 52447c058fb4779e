package dev.airlock.http.api;

import dev.airlock.domain.identity.Caller;
import java.security.Principal;

/** The caller, as Jersey carries them. */
record Identified(Caller caller) implements Principal {
    @Override
    public String getName() {
        return caller.person().email().value();
    }
}
