package dev.airlock.application.call;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the tools of a server that a caller may use. */
public final class ListTools {
    private final ServerSnapshots snapshots;

    /** Makes the verb. */
    public ListTools(ServerSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Returns the server and its tools by name, or null where there is no such server for the caller. */
    public @Nullable Listing list(Caller caller, Slug slug) {
        ServerSnapshot snapshot = snapshots.find(caller, slug);
        return snapshot == null ? null : new Listing(snapshot, snapshot.visibleTo(caller));
    }

    /** A snapshot and the part of it that the caller sees. */
    public record Listing(ServerSnapshot snapshot, List<Tool> tools) {}
}
