package dev.airlock.application.call;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeCache;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.policy.Policy;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The snapshots of servers in use, kept in memory and replaced when a change is announced. */
public final class ServerSnapshots {
    /** About 2 KB each, measured with GitHub's 1,222. */
    private static final int MAX_TOOLS = 120_000;

    private record Key(OrganizationId organization, Slug server) {}

    private final Servers servers;
    private final Condition.Compiler conditions;
    private final ArgumentSchemas schemas;
    private final Map<ServerType, Executor> executors;
    private final ChangeCache<Key, ServerSnapshot> kept = new ChangeCache<>(MAX_TOOLS, ServerSnapshot::weight);

    /** Makes the cache; it listens for changes. */
    public ServerSnapshots(
            Servers servers,
            Condition.Compiler conditions,
            ArgumentSchemas schemas,
            Set<Executor> executors,
            ChangeNotices notices) {
        this.servers = servers;
        this.conditions = conditions;
        this.schemas = schemas;
        this.executors = executors.stream().collect(Collectors.toUnmodifiableMap(Executor::type, e -> e));
        notices.subscribe(change -> {
            switch (change) {
                case Change.OfServer s -> kept.dropKey(new Key(s.organization(), s.server()));
                case Change.OfOrganization o -> kept.drop(key -> key.organization.equals(o.organization()));
                case Change.Unknown u -> kept.clear();
                case Change.OfApproval a -> {}
                case Change.OfConnection c -> {}
                case Change.OfToken t -> {}
                case Change.OfGrant g -> {}
                case Change.OfPerson p -> {}
            }
        });
    }

    /** Returns the server if it exists and is open to the caller, else null: the two look the same. */
    public @Nullable ServerSnapshot find(Caller caller, Slug slug) {
        ServerSnapshot snapshot = kept.get(new Key(caller.organizationId(), slug), this::load);
        return snapshot != null && snapshot.server().isOpenTo(caller) ? snapshot : null;
    }

    private @Nullable ServerSnapshot load(Key key) {
        Servers.Loaded loaded = servers.load(key.organization, key.server);
        if (loaded == null) {
            return null;
        }
        Executor executor = executors.get(loaded.server().type());
        if (executor == null) {
            throw new IllegalStateException(
                    "no executor for servers of type " + loaded.server().type());
        }
        var tools = new HashMap<String, SnapshotTool>();
        for (Tool tool : loaded.tools()) {
            tools.put(tool.name().value(), new SnapshotTool(loaded.server(), tool, schemas, executor));
        }
        return new ServerSnapshot(loaded.server(), compile(loaded), tools, loaded.tools());
    }

    private Policy compile(Servers.Loaded loaded) {
        try {
            return Policy.compile(loaded.policy(), conditions);
        } catch (InvalidConditionException e) {
            throw new IllegalStateException(
                    "the stored policy of server " + loaded.server().slug() + " does not compile: " + e.getMessage(),
                    e);
        }
    }
}
