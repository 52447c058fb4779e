package dev.airlock.http.console;

import dev.airlock.application.identity.SignIn;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Gives a browser the cookie of its session. */
final class Sessions {
    private final SignIn signIn;
    private final Cookies cookies;

    Sessions(Console console) {
        this.signIn = console.verbs().signIn();
        this.cookies = console.cookies();
    }

    /** Signs in with a password that was just chosen, or sends to the sign-in page where that cannot be done now. */
    Response open(Visit visit, String email, String password, Flash welcome) {
        return switch (signIn.withPassword(email, password, visit.address())) {
            case SignIn.Outcome.SignedIn signedIn -> answer(signedIn, ReturnPath.HOME, welcome);
            case SignIn.Outcome.SecondStep step -> ask(step, ReturnPath.HOME);
            case SignIn.Outcome.Refused refused -> visit.go("/sign-in");
        };
    }

    /** Sends the browser to the page that asks for a code. */
    Response ask(SignIn.Outcome.SecondStep step, ReturnPath next) {
        URI page = UriBuilder.fromPath("/sign-in/code")
                .queryParam("return", "{next}")
                .build(next.value());
        return Response.seeOther(page)
                .cookie(cookies.keep(Cookies.Kind.STEP, step.secret(), step.lifetime()))
                .build();
    }

    /** Sends the signed-in browser on; any earlier cookie of its is forgotten. */
    Response answer(SignIn.Outcome.SignedIn signedIn, ReturnPath next, @Nullable Flash message) {
        var response = Response.seeOther(next.uri())
                .cookie(
                        cookies.keep(Cookies.Kind.SESSION, signedIn.secret(), signedIn.lifetime()),
                        cookies.forget(Cookies.Kind.VISIT),
                        cookies.forget(Cookies.Kind.STEP));
        if (message != null) {
            response.cookie(cookies.keep(Cookies.Kind.FLASH, message.name(), Visit.FLASH_LIFETIME));
        }
        return response.build();
    }

    /** Sends the browser away without its session. */
    Response close(String secret) {
        signIn.signOut(secret);
        return leave(Flash.SIGNED_OUT);
    }

    /** Sends a browser away whose session is over. */
    Response leave(Flash message) {
        NewCookie farewell = cookies.keep(Cookies.Kind.FLASH, message.name(), Visit.FLASH_LIFETIME);
        return Response.seeOther(URI.create("/sign-in"))
                .cookie(cookies.forget(Cookies.Kind.SESSION), farewell)
                .build();
    }
}
