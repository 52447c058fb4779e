package dev.airlock.http.api;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server as scripts see it.
 *
 * @param tools how many it has
 * @param access who may use it; for administrators who ask for this one server
 * @param warnings what its description holds that cannot be used; only where it was just read
 */
record ServerView(
        String id,
        String slug,
        String name,
        String description,
        ServerType type,
        String targetUrl,
        List<String> otherTargetUrls,
        List<VariableBody> variables,
        List<SchemeBody> authentication,
        int tools,
        String mcpUrl,
        long version,
        Instant createdAt,
        ConventionsBody conventions,
        @Nullable AccessBody access,
        @Nullable List<String> warnings) {

    static ServerView of(Caller caller, Server server, int tools, McpUrls urls) {
        return of(caller, server, tools, urls, null);
    }

    static ServerView of(Caller caller, Server server, int tools, McpUrls urls, @Nullable List<String> warnings) {
        return new ServerView(
                server.id().toString(),
                server.slug().value(),
                server.name(),
                server.description(),
                server.type(),
                server.target().url().toString(),
                server.target().others().stream().map(UrlTemplate::toString).toList(),
                server.target().variables().stream().map(VariableBody::of).toList(),
                server.schemes().stream().map(SchemeBody::of).toList(),
                tools,
                urls.of(caller, server),
                server.version(),
                server.createdAt(),
                ConventionsBody.of(server.conventions()),
                null,
                warnings);
    }

    ServerView with(AccessBody shown) {
        return new ServerView(
                id,
                slug,
                name,
                description,
                type,
                targetUrl,
                otherTargetUrls,
                variables,
                authentication,
                tools,
                mcpUrl,
                version,
                createdAt,
                conventions,
                shown,
                warnings);
    }
}
