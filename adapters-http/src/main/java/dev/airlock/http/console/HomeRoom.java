package dev.airlock.http.console;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.mail.MailRoute;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The front page: what is left to do for a first call, and what happened last. */
@Path("/")
public final class HomeRoom {
    private static final int RECENT = 8;
    private static final AuditTrail.Filter CALLS =
            new AuditTrail.Filter("tool.call", null, null, null, null, null, null);

    private final Console console;
    private final AuditRows rows;

    HomeRoom(Console console) {
        this.console = console;
        this.rows = new AuditRows(console);
    }

    /** What the page shows. */
    record Model(List<Step> steps, int done, boolean complete, boolean lacksMail, List<AuditRows.Row> rows) {}

    /** One step of the checklist. */
    record Step(
            String title,
            String sentence,
            boolean done,
            @Nullable String path,
            @Nullable String button) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        List<Step> steps = steps(visit);
        int done = (int) steps.stream().filter(Step::done).count();
        boolean lacksMail = visit.administers() && console.settings().mail() == MailRoute.NOWHERE;
        return visit.page(
                "home.mustache",
                "Home",
                new Model(steps, done, done == steps.size(), lacksMail, rows.of(visit, recent(visit))));
    }

    private List<AuditTrail.Entry> recent(Visit visit) {
        var deeds = new LinkedHashMap<UUID, AuditTrail.Entry>();
        console.verbs()
                .readAudit()
                .page(visit.caller(), AuditTrail.Filter.ALL, null, 3 * RECENT)
                .entries()
                .forEach(entry -> deeds.putIfAbsent(entry.event().subject(), entry));
        return deeds.values().stream().limit(RECENT).toList();
    }

    private List<Step> steps(Visit visit) {
        List<Server> servers = console.verbs().readServers().list(visit.caller()).stream()
                .map(Servers.Listed::server)
                .toList();
        return List.of(
                adding(visit, !servers.isEmpty()),
                connecting(visit, servers),
                new Step(
                        "Connect your agent",
                        "Paste one snippet into Claude Code, Cursor, VS Code or another client, and allow it in the browser.",
                        hasClients(visit.caller()),
                        "/connect",
                        "Connect your agent"),
                new Step(
                        "See the first call",
                        "Ask your agent for something. The call appears below as soon as it is made.",
                        hasCalls(visit),
                        null,
                        null));
    }

    private static Step adding(Visit visit, boolean done) {
        return visit.administers()
                ? new Step(
                        "Add a server",
                        "Give Airlock the OpenAPI document of an API; its operations become tools.",
                        done,
                        "/servers/new",
                        "Add a server")
                : new Step("A server to use", "An administrator adds the APIs that agents may use.", done, null, null);
    }

    private Step connecting(Visit visit, List<Server> servers) {
        Server waiting = null;
        boolean ready = false;
        for (Server server : servers) {
            boolean usable = ConnectionState.of(
                            server, console.verbs().connect().find(visit.caller(), server))
                    .isReady();
            ready |= usable;
            waiting = usable || waiting != null ? waiting : server;
        }
        return new Step(
                "Connect your credential",
                "Each person uses their own; it is encrypted, opened for a call only, and never shown again.",
                ready,
                waiting == null ? null : "/servers/" + waiting.slug() + "/connection",
                waiting == null ? null : "Connect " + waiting.name());
    }

    private boolean hasClients(Caller caller) {
        return !console.verbs().grants().list(caller, null, 1).isEmpty()
                || !console.verbs().tokens().list(caller).isEmpty();
    }

    private boolean hasCalls(Visit visit) {
        return !console.verbs()
                .readAudit()
                .page(visit.caller(), CALLS, null, 1)
                .entries()
                .isEmpty();
    }
}
