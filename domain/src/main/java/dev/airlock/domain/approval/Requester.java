package dev.airlock.domain.approval;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * For whom a call waits.
 *
 * @param entitlement what let their agent in; null for somebody who was signed in
 * @param client the name of the program that acted for them
 * @param address where it came from
 */
public record Requester(UserId user, @Nullable Entitlement entitlement, String client, String address) {
    /** The caller as a requester. */
    public static Requester of(Caller caller) {
        return new Requester(caller.user(), caller.entitlement(), caller.client(), caller.address());
    }

    /** Returns whether the caller is the same person, through the same client. */
    public boolean is(Caller caller) {
        return user.equals(caller.user()) && client.equals(caller.client());
    }
}
