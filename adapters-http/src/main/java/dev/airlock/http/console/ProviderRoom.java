package dev.airlock.http.console;

import dev.airlock.application.identity.ProviderAttempt;
import dev.airlock.application.identity.SignIn;
import dev.airlock.application.identity.SignInWithProvider;
import dev.airlock.application.identity.SignInWithProvider.Beginning;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Signs people in by way of an identity provider. What ties the answer to this browser is in a cookie of its own, good for ten minutes and once. */
@Path("/sign-in/with/{provider}")
public final class ProviderRoom {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Console console;
    private final SignInWithProvider signIn;
    private final Sessions sessions;

    ProviderRoom(Console console) {
        this.console = console;
        this.signIn = console.verbs().signInWithProvider();
        this.sessions = new Sessions(console);
    }

    @GET
    @Open
    public Response begin(
            @Context HttpServletRequest request,
            @PathParam("provider") String provider,
            @QueryParam("return") @Nullable String next) {
        Visit visit = Visit.of(request);
        return switch (Visit.found(signIn.begin(provider, callback(provider)))) {
            case Beginning.Failed(String problem) -> failed(visit, problem);
            case Beginning.Begun(String secret, URI location) ->
                Response.seeOther(location)
                        .cookie(console.cookies()
                                .keep(
                                        Cookies.Kind.PROVIDER,
                                        new KeptAttempt(secret, ReturnPath.of(next)).text(),
                                        PATIENCE))
                        .build();
        };
    }

    @GET
    @Path("callback")
    @Open
    public Response finish(
            @Context HttpServletRequest request,
            @PathParam("provider") String provider,
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("iss") @Nullable String issuer,
            @QueryParam("error") @Nullable String error) {
        Visit visit = Visit.of(request);
        KeptAttempt kept = KeptAttempt.of(console.cookies().value(request, Cookies.Kind.PROVIDER));
        ProviderAttempt attempt = kept == null ? null : new ProviderAttempt(provider, kept.secret());
        var answer = new SignInWithProvider.Answer(state, code, issuer, error);
        Response response = switch (signIn.finish(attempt, answer, callback(provider), visit.address())) {
            case SignIn.Outcome.SignedIn signedIn ->
                sessions.answer(signedIn, kept == null ? ReturnPath.HOME : kept.next(), null);
            case SignIn.Outcome.SecondStep step -> sessions.ask(step, kept == null ? ReturnPath.HOME : kept.next());
            case SignIn.Outcome.Refused(String problem) -> failed(visit, problem);
        };
        return Response.fromResponse(response)
                .cookie(console.cookies().forget(Cookies.Kind.PROVIDER))
                .build();
    }

    private static Response failed(Visit visit, String problem) {
        return visit.page(
                Status.UNAUTHORIZED, "error.mustache", "Not signed in", ErrorPage.of(Status.UNAUTHORIZED, problem));
    }

    private String callback(String provider) {
        return console.settings().origin() + "/sign-in/with/" + provider + "/callback";
    }
}
