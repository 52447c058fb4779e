package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AcceptInvitation;
import dev.airlock.application.identity.PasswordRules;
import dev.airlock.domain.identity.Caller;
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

/** Lets whoever holds an invitation join, by a button alone, so that no scanner of mail can use it up. */
@Path("/invitation/{secret}")
public final class JoinRoom {
    private final AcceptInvitation accept;
    private final Sessions sessions;

    JoinRoom(Console console) {
        this.accept = console.verbs().acceptInvitation();
        this.sessions = new Sessions(console);
    }

    /**
     * What the page shows.
     *
     * @param fields for someone new; empty for who is known
     * @param newcomer whether there are fields to fill
     * @param ready whether the person who was invited is signed in
     */
    record Model(
            String organization,
            String email,
            String role,
            String here,
            List<Field> fields,
            boolean newcomer,
            boolean ready,
            Problems.@Nullable Alert alert) {}

    @GET
    @Open
    public Response show(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        return page(Visit.of(request), secret, Status.OK, List.of());
    }

    @POST
    @Open
    public Response accept(@Context HttpServletRequest request, @PathParam("secret") String secret) {
        Visit visit = Visit.of(request);
        Caller caller = visit.callerIfAny();
        return caller == null ? asNew(visit, secret) : as(visit, caller, secret);
    }

    private Response asNew(Visit visit, String secret) {
        String password = visit.form().exact("password");
        var wanted = new AcceptInvitation.NewPerson(visit.form().text("name"), password);
        return switch (accept.asNew(secret, wanted, visit.address())) {
            case Result.Done<Membership>(Membership place) ->
                sessions.open(visit, place.person().email().value(), password, Flash.JOINED);
            case Result.Refused<Membership>(Refusal refusal) ->
                page(visit, secret, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    private Response as(Visit visit, Caller caller, String secret) {
        return switch (accept.as(caller, secret)) {
            case Result.Done<Membership> done -> visit.go("/", Flash.JOINED);
            case Result.Refused<Membership>(Refusal refusal) -> over(visit);
        };
    }

    private Response page(Visit visit, String secret, Status status, List<Problem> problems) {
        AcceptInvitation.Offered offered = accept.find(secret);
        Caller caller = visit.callerIfAny();
        if (offered == null) {
            return over(visit);
        }
        var invitation = offered.offer().invitation();
        boolean ready = caller != null && caller.person().email().equals(invitation.email());
        List<Field> fields = offered.known() || caller != null ? List.of() : fields(visit, problems);
        var model = new Model(
                offered.offer().organization().name(),
                invitation.email().value(),
                MemberRow.word(invitation.role()),
                "/invitation/" + secret,
                fields,
                !fields.isEmpty(),
                ready,
                Problems.alert(problems));
        return visit.page(status, "invitation.mustache", "Join " + model.organization(), model);
    }

    private static List<Field> fields(Visit visit, List<Problem> problems) {
        return List.of(
                Field.text("name", "Your name").autocomplete("name").needed().filled(visit.form(), problems),
                Field.secret("password", "Password", "new-password")
                        .hint(PasswordRules.FORM)
                        .filled(visit.form(), problems));
    }

    private static Response over(Visit visit) {
        return visit.refused(Refusal.Invalid.field("invitation", AcceptInvitation.SPENT));
    }
}
