package dev.airlock.http.mcp;

import dev.airlock.application.change.Change;
import dev.airlock.domain.identity.Caller;

/** Which changes concern whoever speaks to a server. */
final class Changes {
    private Changes() {}

    /** Returns whether what the caller sees, may do or is connected with may be another now. */
    static boolean concern(Exchange exchange, Change change) {
        Caller caller = exchange.caller();
        return switch (change) {
            case Change.OfServer(var organization, var server) ->
                organization.equals(caller.organizationId()) && server.equals(exchange.server());
            case Change.OfToken(var organization, var token) -> organization.equals(caller.organizationId());
            case Change.OfGrant(var organization, var grant) -> organization.equals(caller.organizationId());
            case Change.OfApproval a -> false;
            case Change.OfPerson(var user) -> user.equals(caller.user());
            case Change.OfOrganization(var organization) -> organization.equals(caller.organizationId());
            case Change.OfConnection c -> connect(exchange, c);
            case Change.Unknown u -> true;
        };
    }

    /** Returns whether the caller may be connected now who was not: by a connection of their own, or by the one that all share. */
    static boolean connect(Exchange exchange, Change change) {
        Caller caller = exchange.caller();
        return change instanceof Change.OfConnection(var organization, var server, var user)
                ? organization.equals(caller.organizationId())
                        && server.equals(exchange.snapshot().server().id())
                        && (user == null || user.equals(caller.user()))
                : change instanceof Change.Unknown;
    }
}
