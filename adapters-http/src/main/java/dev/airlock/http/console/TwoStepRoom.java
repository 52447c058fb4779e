package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.SecondFactors.SecondFactor;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.TotpSecret;
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

/** Adds an authenticator app to one's account, and takes it away. */
@Path("/account/two-step")
public final class TwoStepRoom {
    private static final String TITLE = "Two-step sign-in";

    private final ManageSecondFactor secondFactor;

    TwoStepRoom(Console console) {
        this.secondFactor = console.verbs().secondFactor();
    }

    /** What the page shows: an offer, or the app that is to be confirmed, or how to take it away. */
    record Model(
            boolean off, @Nullable Setup setup, @Nullable Removal removal, Problems.@Nullable Alert alert) {}

    /** What an app needs. */
    record Setup(String secret, QrCodes.Picture picture, Field code) {}

    /** What is left, and how to end it. */
    record Removal(int recoveryCodes, List<Field> fields) {}

    /** The recovery codes, shown once. */
    record CodesModel(List<String> codes) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return page(Visit.of(request), Status.OK, List.of());
    }

    @POST
    @Path("begin")
    public Response begin(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return switch (secondFactor.begin(visit.caller())) {
            case Result.Done<TotpSecret> done -> visit.go("/account/two-step");
            case Result.Refused<TotpSecret>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("confirm")
    public Response confirm(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return switch (secondFactor.confirm(
                visit.caller(), visit.secret(), visit.form().text("code"))) {
            case Result.Done<List<String>>(List<String> codes) ->
                visit.page("recovery-codes.mustache", "Recovery codes", new CodesModel(codes));
            case Result.Refused<List<String>>(Refusal refusal) ->
                page(visit, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    @POST
    @Path("remove")
    public Response remove(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Form form = visit.form();
        return switch (secondFactor.remove(visit.caller(), form.exact("password"), form.text("code"))) {
            case Result.Done<Person> done -> visit.go("/account", Flash.SECOND_FACTOR_REMOVED);
            case Result.Refused<Person>(Refusal refusal) ->
                page(visit, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    private Response page(Visit visit, Status status, List<Problem> problems) {
        SecondFactor factor = secondFactor.find(visit.caller());
        Setup setup = factor == null || factor.confirmed() ? null : setup(visit, factor.secret(), problems);
        Removal removal = factor == null || !factor.confirmed() ? null : removal(visit, factor, problems);
        return visit.page(
                status,
                "two-step.mustache",
                TITLE,
                new Model(factor == null, setup, removal, Problems.alert(problems)));
    }

    private static Setup setup(Visit visit, TotpSecret secret, List<Problem> problems) {
        String account = visit.caller().person().email().value();
        return new Setup(
                secret.text(), QrCodes.of(secret.uri(account)), code("Code").filled(visit.form(), problems));
    }

    private static Removal removal(Visit visit, SecondFactor factor, List<Problem> problems) {
        List<Field> fields = Stream.of(
                        Field.secret("password", "Password", "current-password"),
                        code("Code").hint("Of your app, or a recovery code."))
                .map(field -> field.filled(visit.form(), problems))
                .toList();
        return new Removal(factor.recoveryCodes(), fields);
    }

    private static Field code(String label) {
        return Field.text("code", label).autocomplete("one-time-code").needed();
    }
}
