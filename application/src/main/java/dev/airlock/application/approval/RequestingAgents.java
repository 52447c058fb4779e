package dev.airlock.application.approval;

import dev.airlock.application.identity.People;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.oauth.Grants;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.approval.Requester;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.oauth.GrantId;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out for whom a call that has waited would be made now. */
public final class RequestingAgents {
    private final Tokens tokens;
    private final Grants grants;
    private final People people;
    private final InstantSource clock;

    /** Makes the look-up. */
    public RequestingAgents(Tokens tokens, Grants grants, People people, InstantSource clock) {
        this.tokens = tokens;
        this.grants = grants;
        this.people = people;
        this.clock = clock;
    }

    /** Returns the requester as they are now; null where they come in no more, or what let their agent in is gone. */
    @Nullable
    Caller find(RequestedCall call) {
        Entitlement entitlement = call.requester().entitlement();
        Caller caller = entitlement == null
                ? signedIn(call)
                : switch (entitlement.kind()) {
                    case TOKEN -> byToken(call, entitlement);
                    case GRANT -> byGrant(call, entitlement);
                };
        return caller != null && call.requester().is(caller) ? caller : null;
    }

    private @Nullable Caller signedIn(RequestedCall call) {
        return people.memberships(call.requester().user()).stream()
                .filter(place -> place.organization().id().equals(call.organization()))
                .map(place -> new Caller.SignedIn(place, call.requester().address()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Caller byToken(RequestedCall call, Entitlement entitlement) {
        Tokens.Grant found = tokens.find(call.organization(), new TokenId(entitlement.id()));
        return found == null || !found.token().isValidAt(clock.instant())
                ? null
                : agent(found.membership(), found.token().scope(), found.token().name(), call.requester(), entitlement);
    }

    private @Nullable Caller byGrant(RequestedCall call, Entitlement entitlement) {
        Grants.Held found = grants.find(new GrantId(entitlement.id()));
        return found == null || !found.grant().isValidAt(clock.instant())
                ? null
                : agent(
                        found.membership(),
                        new TokenScope(Set.of(), found.grant().access()),
                        found.grant().clientName(),
                        call.requester(),
                        entitlement);
    }

    private static Caller agent(
            Membership membership, TokenScope scope, String client, Requester requester, Entitlement entitlement) {
        return new Caller.Agent(membership, scope, client, requester.address(), entitlement);
    }
}
