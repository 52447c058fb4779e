package dev.airlock.http.console;

import dev.airlock.application.oauth.AuthorizationRequest;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The question that a person is asked.
 *
 * @param action where the answer is sent: the same request again
 * @param server the server that the client asks for; null where it named none
 * @param servers those to choose from where it named none
 */
record ConsentPage(
        AskingClient client,
        String action,
        @Nullable String server,
        List<Choice> servers,
        String email,
        List<Choice> accesses) {
    private static final List<Choice> ACCESSES = List.of(
            Choice.of(Access.WRITE.name(), "Everything you may do", "Under the server's policy."),
            Choice.of(Access.READ.name(), "Only read", "Tools that change nothing; all others are hidden from it."));

    static ConsentPage of(
            Caller caller, AuthorizationRequest request, String action, ReadServers readServers, String chosen) {
        McpResource resource = request.resource();
        List<Choice> servers = resource == null ? choices(readServers.list(caller), chosen) : List.of();
        return new ConsentPage(
                AskingClient.of(request.client(), request.redirect()),
                action,
                resource == null ? null : name(caller, resource.server(), readServers),
                servers,
                caller.person().email().value(),
                Choice.choose(ACCESSES, request.access().name()));
    }

    /** Where there is nothing to choose from, nothing can be allowed. */
    boolean answerable() {
        return server != null || !servers.isEmpty();
    }

    private static List<Choice> choices(List<Servers.Listed> servers, String chosen) {
        return servers.stream()
                .map(Servers.Listed::server)
                .map(server -> new Choice(
                        server.slug().value(),
                        server.name(),
                        "",
                        server.slug().value().equals(chosen)))
                .toList();
    }

    private static String name(Caller caller, @Nullable Slug slug, ReadServers readServers) {
        if (slug == null) {
            return "All servers that you may use";
        }
        Servers.Loaded loaded = readServers.find(caller, slug);
        Server server = loaded == null ? null : loaded.server();
        return server == null ? slug.value() : server.name();
    }
}
