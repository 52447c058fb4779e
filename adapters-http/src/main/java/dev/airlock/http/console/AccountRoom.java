package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.ChangePassword;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.PasswordRules;
import dev.airlock.application.identity.SecondFactors.SecondFactor;
import dev.airlock.domain.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people can do about their own account. */
@Path("/account")
public final class AccountRoom {
    private final ChangePassword changePassword;
    private final ManageSecondFactor secondFactor;

    AccountRoom(Console console) {
        this.changePassword = console.verbs().changePassword();
        this.secondFactor = console.verbs().secondFactor();
    }

    /** What the page shows. */
    record Model(String email, boolean twoStep, List<Field> passwords, Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return page(Visit.of(request), Status.OK, List.of());
    }

    @POST
    @Path("password")
    public Response changePassword(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        return switch (changePassword.change(
                visit.caller(), visit.secret(), form.exact("current"), form.exact("password"))) {
            case Result.Done<Person> done -> visit.go("/account", Flash.PASSWORD_CHANGED);
            case Result.Refused<Person>(Refusal refusal) ->
                page(visit, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    private Response page(Visit visit, Status status, List<Problem> problems) {
        List<Field> passwords = Stream.of(
                        Field.secret("current", "Present password", "current-password"),
                        Field.secret("password", "New password", "new-password").hint(PasswordRules.FORM))
                .map(field -> field.filled(visit.form(), problems))
                .toList();
        String email = visit.caller().person().email().value();
        SecondFactor factor = secondFactor.find(visit.caller());
        boolean twoStep = factor != null && factor.confirmed();
        return visit.page(
                status,
                "account.mustache",
                "Your account",
                new Model(email, twoStep, passwords, Problems.alert(problems)));
    }
}
