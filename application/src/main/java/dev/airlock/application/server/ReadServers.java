package dev.airlock.application.server;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the servers that a caller may see. */
public final class ReadServers {
    private final Servers servers;

    /** Makes the verb. */
    public ReadServers(Servers servers) {
        this.servers = servers;
    }

    /** Returns the servers by name. */
    public List<Servers.Listed> list(Caller caller) {
        return servers.list(caller.organizationId()).stream()
                .filter(listed -> listed.server().isOpenTo(caller))
                .toList();
    }

    /** Returns the server with its tools and policy, or null where there is none for the caller. */
    public Servers.@Nullable Loaded find(Caller caller, Slug slug) {
        Servers.Loaded loaded = servers.load(caller.organizationId(), slug);
        return loaded != null && loaded.server().isOpenTo(caller) ? loaded : null;
    }
}
