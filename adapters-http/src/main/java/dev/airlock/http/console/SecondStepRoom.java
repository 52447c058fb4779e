package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the code of an authenticator app, after the password. */
@Path("/sign-in/code")
public final class SecondStepRoom {
    private final SignIn signIn;
    private final Cookies cookies;
    private final Sessions sessions;

    SecondStepRoom(Console console) {
        this.signIn = console.verbs().signIn();
        this.cookies = console.cookies();
        this.sessions = new Sessions(console);
    }

    /** What the page shows. */
    record Model(Field code, @Nullable String problem, String next) {}

    @GET
    @Open
    public Response show(@Context HttpServletRequest request, @QueryParam("return") @Nullable String next) {
        Visit visit = Visit.of(request);
        return cookies.secret(request, Cookies.Kind.STEP) == null
                ? over(visit)
                : form(visit, Status.OK, ReturnPath.of(next), null);
    }

    @POST
    @Open
    public Response enter(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        ReturnPath next = ReturnPath.of(visit.form().text("return"));
        String secret = cookies.secret(request, Cookies.Kind.STEP);
        if (secret == null) {
            return over(visit);
        }
        return switch (signIn.withCode(secret, visit.form().text("code"), visit.address())) {
            case Result.Done<SignIn.Outcome>(SignIn.Outcome.SignedIn signedIn) -> sessions.answer(signedIn, next, null);
            case Result.Done<SignIn.Outcome>(SignIn.Outcome.Refused(String problem)) ->
                form(visit, Status.SERVICE_UNAVAILABLE, next, problem);
            case Result.Done<SignIn.Outcome>(SignIn.Outcome.SecondStep again) -> over(visit);
            case Result.Refused<SignIn.Outcome>(Refusal.Invalid(String message, List<Problem> problems)) ->
                form(visit, Status.UNAUTHORIZED, next, problems.getFirst().problem());
            case Result.Refused<SignIn.Outcome> refused -> over(visit);
        };
    }

    private static Response over(Visit visit) {
        String message = "That took too long, or too many attempts. Sign in with your password again.";
        return visit.page(
                Status.NOT_FOUND, "error.mustache", "This sign-in is over", new ErrorPage(404, message, true));
    }

    private static Response form(Visit visit, Status status, ReturnPath next, @Nullable String problem) {
        Field code = Field.text("code", "Code")
                .hint("Six digits from your authenticator app, or a recovery code.")
                .autocomplete("one-time-code")
                .needed();
        return visit.page(status, "second-step.mustache", "One more step", new Model(code, problem, next.value()));
    }
}
