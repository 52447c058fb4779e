package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
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

/** Manages the organization's own accounts for machines, and their tokens. */
@Path("/service-accounts")
public final class ServiceAccountsRoom {
    private final Console console;
    private final ManageServiceAccounts accounts;

    ServiceAccountsRoom(Console console) {
        this.console = console;
        this.accounts = console.verbs().serviceAccounts();
    }

    /** What the page shows; a new token's secret stands in it this once. */
    record Model(
            List<Row> accounts,
            boolean any,
            List<Choice> choices,
            Field name,
            TokenForm form,
            @Nullable String secret,
            Problems.@Nullable Alert alert) {}

    /** An account and its tokens. */
    record Row(String account, String title, boolean disabled, List<TokenRow> tokens) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return page(Visit.of(request), Status.OK, null, List.of());
    }

    @POST
    public Response add(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return switch (accounts.add(visit.caller(), visit.form().text("account-name"))) {
            case Result.Done<Member> done -> visit.go("/service-accounts", Flash.SERVICE_ACCOUNT_ADDED);
            case Result.Refused<Member>(Refusal.Invalid refusal) ->
                page(
                        visit,
                        Status.BAD_REQUEST,
                        null,
                        List.of(new Problem(
                                "account-name", refusal.problems().getFirst().problem())));
            case Result.Refused<Member>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("tokens")
    public Response issue(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        var scope = TokenForm.scope(form, console.verbs().readServers().list(visit.caller()));
        var account = new UserId(Names.uuid(form.text("account")));
        return switch (accounts.issue(
                visit.caller(), account, form.text("token-name"), scope, TokenForm.lifetime(form))) {
            case Result.Done<IssueToken.Issued>(IssueToken.Issued issued) ->
                page(visit, Status.OK, issued.secret(), List.of());
            case Result.Refused<IssueToken.Issued>(Refusal.Invalid refusal) ->
                page(visit, Status.BAD_REQUEST, null, TokenForm.renamed(Problems.of(refusal)));
            case Result.Refused<IssueToken.Issued>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("{account}/tokens/{id}/revoke")
    public Response revoke(
            @Context HttpServletRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return switch (accounts.revoke(visit.caller(), new UserId(Names.uuid(account)), new TokenId(Names.uuid(id)))) {
            case Result.Done<TokenId> done -> visit.go("/service-accounts", Flash.TOKEN_REVOKED);
            case Result.Refused<TokenId>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private Response page(Visit visit, Status status, @Nullable String secret, List<Problem> problems) {
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator sees the service accounts."));
        }
        List<Servers.Listed> servers = console.verbs().readServers().list(visit.caller());
        List<ManageServiceAccounts.Account> listed = accounts.list(visit.caller());
        Field name = Field.text("account-name", "What is it for?")
                .hint("Such as \"Nightly export\".")
                .autocomplete("off")
                .needed();
        var model = new Model(
                listed.stream().map(account -> row(account, servers)).toList(),
                !listed.isEmpty(),
                listed.stream()
                        .map(account -> Choice.of(
                                account.member().user().toString(),
                                account.member().membership().person().name()))
                        .toList(),
                problems.isEmpty() ? name : name.filled(visit.form(), problems),
                TokenForm.of(visit, servers, problems),
                secret,
                Problems.alert(problems));
        return visit.page(status, "service-accounts.mustache", "Service accounts", model);
    }

    private Row row(ManageServiceAccounts.Account account, List<Servers.Listed> servers) {
        Member member = account.member();
        return new Row(
                member.user().toString(),
                member.membership().person().name(),
                member.standing() == Standing.DISABLED,
                account.tokens().stream()
                        .map(token ->
                                TokenRow.of(token, servers, console.clock().instant()))
                        .toList());
    }
}
