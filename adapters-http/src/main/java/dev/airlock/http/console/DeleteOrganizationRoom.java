package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes the organization that its owner is in, once its short name was typed. */
@Path("/organization/delete")
public final class DeleteOrganizationRoom {
    private final DeleteOrganization deleteOrganization;
    private final Sessions sessions;

    DeleteOrganizationRoom(Console console) {
        this.deleteOrganization = console.verbs().deleteOrganization();
        this.sessions = new Sessions(console);
    }

    /** What the page shows. */
    record Model(Field typed, Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return form(Visit.of(request), Status.OK, List.of());
    }

    @POST
    public Response delete(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        String typed = visit.form().text("typed");
        return switch (deleteOrganization.delete(visit.caller(), typed)) {
            case Result.Done<Organization> done -> sessions.leave(Flash.ORGANIZATION_DELETED);
            case Result.Refused<Organization>(Refusal.Invalid refusal) ->
                form(visit, Status.BAD_REQUEST, refusal.problems());
            case Result.Refused<Organization>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static Response form(Visit visit, Status status, List<Problem> problems) {
        if (visit.caller().membership().role() != Role.OWNER) {
            return visit.refused(new Refusal.NotPermitted("Only an owner can delete the organization."));
        }
        Organization organization = visit.caller().organization();
        Field typed = Field.text("typed", "Type " + organization.slug() + " to confirm")
                .autocomplete("off")
                .needed()
                .filled(visit.form(), problems);
        return visit.page(
                status,
                "organization-delete.mustache",
                "Delete " + organization.name(),
                new Model(typed, Problems.alert(problems)));
    }
}
