package dev.airlock.http.console;

import dev.airlock.application.identity.SignIn;
import dev.airlock.application.identity.SignInWithProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs people in and out. A link that works once is used up by its page's button alone, so that no scanner of mail can do it. */
@Path("/")
public final class SignInRoom {
    private final SignIn signIn;
    private final SignInWithProvider providers;
    private final Sessions sessions;

    SignInRoom(Console console) {
        this.signIn = console.verbs().signIn();
        this.providers = console.verbs().signInWithProvider();
        this.sessions = new Sessions(console);
    }

    /** What the page shows. */
    record Model(List<Field> fields, @Nullable String problem, String next, List<ProviderLink> providers) {}

    /** A link to an identity provider. */
    record ProviderLink(String title, String path) {}

    /** What the page of a link shows. */
    record LinkModel(String action) {}

    @GET
    @Path("sign-in")
    @Open
    public Response show(@Context HttpServletRequest request, @QueryParam("return") @Nullable String next) {
        Visit visit = Visit.of(request);
        ReturnPath path = ReturnPath.of(next);
        return visit.isSignedIn() ? visit.go(path.value()) : form(visit, Status.OK, path, null);
    }

    @POST
    @Path("sign-in")
    @Open
    public Response withPassword(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        ReturnPath next = ReturnPath.of(form.text("return"));
        return switch (signIn.withPassword(form.text("email"), form.exact("password"), visit.address())) {
            case SignIn.Outcome.SignedIn signedIn -> sessions.answer(signedIn, next, null);
            case SignIn.Outcome.SecondStep step -> sessions.ask(step, next);
            case SignIn.Outcome.Refused(String problem) -> form(visit, Status.UNAUTHORIZED, next, problem);
        };
    }

    @GET
    @Path("sign-in/link/{secret}")
    @Open
    public Response showLink(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        return visit.page("sign-in-link.mustache", "Sign in", new LinkModel(visit.here()));
    }

    @POST
    @Path("sign-in/link/{secret}")
    @Open
    public Response withLink(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        return switch (signIn.withLink(secret, visit.address())) {
            case SignIn.Outcome.SignedIn signedIn -> sessions.answer(signedIn, ReturnPath.HOME, null);
            case SignIn.Outcome.SecondStep step -> sessions.ask(step, ReturnPath.HOME);
            case SignIn.Outcome.Refused(String problem) -> form(visit, Status.UNAUTHORIZED, ReturnPath.HOME, problem);
        };
    }

    @POST
    @Path("sign-out")
    public Response signOut(@Context HttpServletRequest request) {
        return sessions.close(Visit.of(request).secret());
    }

    private List<ProviderLink> providers(ReturnPath next) {
        String query = "?return=" + URLEncoder.encode(next.value(), StandardCharsets.UTF_8);
        return providers.providers().stream()
                .map(provider -> new ProviderLink(provider.title(), "/sign-in/with/" + provider.id() + query))
                .toList();
    }

    private Response form(Visit visit, Status status, ReturnPath next, @Nullable String problem) {
        List<Field> fields = List.of(
                Field.text("email", "E-mail address")
                        .typed("email")
                        .autocomplete("username")
                        .needed()
                        .filled(visit.form(), List.of()),
                Field.secret("password", "Password", "current-password"));
        return visit.page(
                status, "sign-in.mustache", "Sign in", new Model(fields, problem, next.value(), providers(next)));
    }
}
