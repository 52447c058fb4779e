package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.PasswordRules;
import dev.airlock.application.identity.SetUp;
import dev.airlock.domain.identity.Membership;
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

/** Founds the organization, once, for whoever holds the link that was printed at the first start. */
@Path("/setup/{secret}")
public final class SetUpRoom {
    private final SetUp setUp;
    private final Sessions sessions;

    SetUpRoom(Console console) {
        this.setUp = console.verbs().setUp();
        this.sessions = new Sessions(console);
    }

    /** What the page shows. */
    record Model(List<Field> fields, Problems.@Nullable Alert alert) {}

    @GET
    @Open
    public Response show(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        return setUp.isGood(secret) ? form(visit, Status.OK, List.of()) : used(visit);
    }

    @POST
    @Open
    public Response found(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        String password = form.exact("password");
        var founding = new SetUp.Founding(form.text("organization"), form.text("name"), form.text("email"), password);
        return switch (setUp.with(secret, founding)) {
            case Result.Done<Membership>(Membership owner) ->
                sessions.open(visit, owner.person().email().value(), password, Flash.WELCOME);
            case Result.Refused<Membership>(Refusal.NotFound refusal) -> used(visit);
            case Result.Refused<Membership>(Refusal refusal) ->
                form(visit, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    private static Response form(Visit visit, Status status, List<Problem> problems) {
        List<Field> fields = List.of(
                Field.text("organization", "Organization")
                        .hint("Your company or team. It becomes part of the address that agents use.")
                        .autocomplete("organization")
                        .needed(),
                Field.text("name", "Your name").autocomplete("name").needed(),
                Field.text("email", "E-mail address")
                        .typed("email")
                        .autocomplete("username")
                        .needed(),
                Field.secret("password", "Password", "new-password").hint(PasswordRules.FORM));
        var filled = fields.stream()
                .map(field -> field.filled(visit.form(), problems))
                .toList();
        return visit.page(status, "setup.mustache", "Set Airlock up", new Model(filled, Problems.alert(problems)));
    }

    private static Response used(Visit visit) {
        String message =
                "This set-up link has been used or has expired. If Airlock is set up, sign in; if not, restart it for a"
                        + " new link in its log.";
        return visit.page(Status.NOT_FOUND, "error.mustache", "This link is over", new ErrorPage(404, message, true));
    }
}
