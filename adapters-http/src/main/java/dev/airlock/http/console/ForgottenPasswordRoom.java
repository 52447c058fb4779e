package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.PasswordRules;
import dev.airlock.application.identity.ResetPassword;
import dev.airlock.application.mail.MailRoute;
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

/** Sends a link to whoever forgot their password, and lets them choose another. The link is used up by its page's form alone. */
@Path("/")
public final class ForgottenPasswordRoom {
    private final ResetPassword resetPassword;
    private final boolean sends;

    ForgottenPasswordRoom(Console console) {
        this.resetPassword = console.verbs().resetPassword();
        this.sends = console.settings().mail() != MailRoute.NOWHERE;
    }

    /** What the page shows that asks for the address. */
    record AskModel(boolean sends, boolean asked, @Nullable String problem, Field email) {}

    /** What the page of a link shows. */
    record ResetModel(Field password, Problems.@Nullable Alert alert) {}

    @GET
    @Path("forgot")
    @Open
    public Response show(@Context HttpServletRequest request) {
        return ask(Visit.of(request), Status.OK, false, null);
    }

    @POST
    @Path("forgot")
    @Open
    public Response send(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        if (!sends) {
            return ask(visit, Status.SERVICE_UNAVAILABLE, false, null);
        }
        return resetPassword.request(visit.form().text("email"), visit.address())
                ? ask(visit, Status.OK, true, null)
                : ask(visit, Status.TOO_MANY_REQUESTS, false, "too many requests; wait an hour and try again");
    }

    private Response ask(Visit visit, Status status, boolean asked, @Nullable String problem) {
        Field email = Field.text("email", "E-mail address")
                .typed("email")
                .autocomplete("username")
                .needed()
                .filled(visit.form(), List.of());
        return visit.page(
                status, "forgot.mustache", "Forgot your password?", new AskModel(sends, asked, problem, email));
    }

    @GET
    @Path("reset/{secret}")
    @Open
    public Response showReset(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        return resetPassword.isGood(secret) ? choose(visit, Status.OK, List.of()) : over(visit);
    }

    @POST
    @Path("reset/{secret}")
    @Open
    public Response reset(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        return switch (resetPassword.with(secret, visit.form().exact("password"), visit.address())) {
            case Result.Done<Membership> done -> visit.go("/sign-in", Flash.PASSWORD_RESET);
            case Result.Refused<Membership>(Refusal.NotFound refusal) -> over(visit);
            case Result.Refused<Membership>(Refusal refusal) ->
                choose(visit, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    private static Response choose(Visit visit, Status status, List<Problem> problems) {
        Field password = Field.secret("password", "New password", "new-password")
                .hint(PasswordRules.FORM)
                .filled(visit.form(), problems);
        return visit.page(
                status, "reset.mustache", "Choose a new password", new ResetModel(password, Problems.alert(problems)));
    }

    private static Response over(Visit visit) {
        String message = "This link has been used or has expired. Ask for another one where you sign in.";
        return visit.page(Status.NOT_FOUND, "error.mustache", "This link is over", new ErrorPage(404, message, true));
    }
}
