package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SignIn.Outcome.SignedIn;
import dev.airlock.application.identity.SwitchOrganization;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Takes people who belong to several organizations from one to another. */
@Path("/organizations")
public final class OrganizationsRoom {
    private final SwitchOrganization switchOrganization;
    private final Sessions sessions;

    OrganizationsRoom(Console console) {
        this.switchOrganization = console.verbs().switchOrganization();
        this.sessions = new Sessions(console);
    }

    /** What the page shows. */
    record Model(List<Row> organizations) {}

    /** An organization in the list; {@code present} where the person is in it now. */
    record Row(String slug, String name, String role, boolean present) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        var present = visit.caller().organizationId();
        List<Row> rows = switchOrganization.places(visit.caller()).stream()
                .map(place -> new Row(
                        place.organization().slug().value(),
                        place.organization().name(),
                        place.role().name(),
                        place.organization().id().equals(present)))
                .toList();
        return visit.page("organizations.mustache", "Your organizations", new Model(rows));
    }

    @POST
    public Response enter(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        var slug = Names.slug(visit.form().text("organization"));
        ReturnPath next = ReturnPath.of(visit.form().text("return"));
        return switch (switchOrganization.enter(visit.caller(), visit.secret(), slug)) {
            case Result.Done<SignedIn>(SignedIn signedIn) -> sessions.answer(signedIn, next, null);
            case Result.Refused<SignedIn>(Refusal refusal) -> visit.refused(refusal);
        };
    }
}
