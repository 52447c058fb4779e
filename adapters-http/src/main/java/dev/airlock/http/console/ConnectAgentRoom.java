package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.server.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows how an agent is connected to a server, and makes the token for it. */
@Path("/connect")
public final class ConnectAgentRoom {
    private final Console console;

    ConnectAgentRoom(Console console) {
        this.console = console;
    }

    /** What the page shows; a new token stands in its snippets this once. */
    record Model(
            List<Choice> servers,
            @Nullable String server,
            @Nullable String slug,
            @Nullable String mcpUrl,
            TokenForm form,
            boolean fresh,
            @Nullable String secret,
            List<Snippet> snippets,
            Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request, @QueryParam("server") @DefaultValue("") String server) {
        return page(Visit.of(request), Status.OK, server, null, List.of());
    }

    @POST
    public Response issue(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        List<Servers.Listed> servers = console.verbs().readServers().list(visit.caller());
        TokenScope scope = TokenForm.scope(form, servers);
        String slug = form.text("server");
        return switch (console.verbs()
                .tokens()
                .issue(visit.caller(), form.text("token-name"), scope, TokenForm.lifetime(form))) {
            case Result.Done<IssueToken.Issued>(IssueToken.Issued issued) ->
                page(visit, Status.OK, slug, issued.secret(), List.of());
            case Result.Refused<IssueToken.Issued>(Refusal refusal) ->
                page(visit, RefusalStatus.of(refusal), slug, null, TokenForm.renamed(Problems.of(refusal)));
        };
    }

    private Response page(Visit visit, Status status, String slug, @Nullable String secret, List<Problem> problems) {
        List<Servers.Listed> servers = console.verbs().readServers().list(visit.caller());
        Server chosen = chosen(servers, slug);
        String url = chosen == null
                ? null
                : console.settings().mcpUrl(visit.caller().organization().slug(), chosen.slug());
        List<Choice> choices = servers.stream()
                .map(Servers.Listed::server)
                .map(server -> new Choice(server.slug().value(), server.name(), "", server.equals(chosen)))
                .toList();
        return visit.page(
                status,
                "connect.mustache",
                "Connect your agent",
                new Model(
                        choices,
                        chosen == null ? null : chosen.name(),
                        chosen == null ? null : chosen.slug().value(),
                        url,
                        TokenForm.of(visit, servers, problems),
                        secret != null,
                        secret,
                        url == null || chosen == null
                                ? List.of()
                                : Snippets.of(chosen.slug().value(), url, secret),
                        Problems.alert(problems)));
    }

    private static @Nullable Server chosen(List<Servers.Listed> servers, String slug) {
        return servers.stream()
                .map(Servers.Listed::server)
                .filter(server -> server.slug().value().equals(slug))
                .findFirst()
                .orElse(servers.isEmpty() ? null : servers.getFirst().server());
    }
}
