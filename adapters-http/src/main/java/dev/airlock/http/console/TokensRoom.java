package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.TokenId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists a person's tokens, makes new ones and revokes them. */
@Path("/tokens")
public final class TokensRoom {
    private final Console console;

    TokensRoom(Console console) {
        this.console = console;
    }

    /** What the page shows; a new token's secret stands in it this once. */
    record Model(
            List<TokenRow> tokens, TokenForm form, @Nullable String secret, Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return page(Visit.of(request), Status.OK, null, List.of());
    }

    @POST
    public Response issue(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        var scope = TokenForm.scope(form, console.verbs().readServers().list(visit.caller()));
        return switch (console.verbs()
                .tokens()
                .issue(visit.caller(), form.text("token-name"), scope, TokenForm.lifetime(form))) {
            case Result.Done<IssueToken.Issued>(IssueToken.Issued issued) ->
                page(visit, Status.OK, issued.secret(), List.of());
            case Result.Refused<IssueToken.Issued>(Refusal refusal) ->
                page(visit, RefusalStatus.of(refusal), null, TokenForm.renamed(Problems.of(refusal)));
        };
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return switch (console.verbs().tokens().revoke(visit.caller(), new TokenId(Names.uuid(id)))) {
            case Result.Done<TokenId> done -> visit.go("/tokens", Flash.TOKEN_REVOKED);
            case Result.Refused<TokenId>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response page(Visit visit, Status status, @Nullable String secret, List<Problem> problems) {
        List<Servers.Listed> servers = console.verbs().readServers().list(visit.caller());
        List<TokenRow> rows = console.verbs().tokens().list(visit.caller()).stream()
                .map(listed -> TokenRow.of(listed, servers, console.clock().instant()))
                .toList();
        TokenForm form = TokenForm.of(visit, servers, problems);
        return visit.page(status, "tokens.mustache", "Tokens", new Model(rows, form, secret, Problems.alert(problems)));
    }
}
