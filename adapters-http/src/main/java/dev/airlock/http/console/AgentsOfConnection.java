package dev.airlock.http.console;

import dev.airlock.application.identity.Tokens;
import dev.airlock.application.oauth.Grants;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.server.Server;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What can use a person's connection to a server: their access tokens and the clients that they allowed. */
final class AgentsOfConnection {
    private static final int MOST = 50;

    private AgentsOfConnection() {}

    /** One of them. */
    record Agent(String name, String path) {}

    /** Returns those that reach the server now. */
    static List<Agent> of(Console console, Caller caller, Server server) {
        Instant now = console.clock().instant();
        Stream<Agent> tokens = console.verbs().tokens().list(caller).stream()
                .map(Tokens.Listed::token)
                .filter(token -> token.isValidAt(now) && token.scope().reaches(server.id()))
                .map(token -> new Agent(token.name(), "/tokens"));
        Stream<Agent> clients = console.verbs().grants().list(caller, null, MOST).stream()
                .map(Grants.Listed::grant)
                .filter(grant -> grant.isValidAt(now) && reaches(grant.resource(), server.slug()))
                .map(grant -> new Agent(grant.clientName(), "/clients"));
        return Stream.concat(tokens, clients).distinct().limit(MOST).toList();
    }

    private static boolean reaches(McpResource resource, Slug server) {
        return resource.server() == null || server.equals(resource.server());
    }
}
