package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Lists the members and changes what they may do. */
@Path("/members")
public final class MembersRoom {
    private final ConsoleVerbs verbs;
    private final MembersPage page;

    MembersRoom(Console console) {
        this.verbs = console.verbs();
        this.page = new MembersPage(console);
    }

    /** What the pages show that ask before something is taken from a member. */
    record Asked(String id, String name, String email) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return page.show(Visit.of(request));
    }

    @POST
    @Path("{id}/role")
    public Response setRole(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Role role = role(visit.form());
        return role == null
                ? visit.refused(Refusal.Invalid.field("role", "choose one of the roles"))
                : answer(visit, verbs.changeMember().setRole(visit.caller(), user(id), role));
    }

    private static @Nullable Role role(Form form) {
        return Choice.named(Role.values(), form.text("role"));
    }

    @POST
    @Path("{id}/disable")
    public Response disable(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, verbs.changeMember().disable(visit.caller(), user(id)));
    }

    @POST
    @Path("{id}/enable")
    public Response enable(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, verbs.changeMember().enable(visit.caller(), user(id)));
    }

    @POST
    @Path("{id}/sign-out")
    public Response signOut(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, verbs.sessions().endAll(visit.caller(), user(id)));
    }

    @GET
    @Path("{id}/remove")
    public Response askToRemove(@Context HttpServletRequest request, @PathParam("id") String id) {
        return ask(Visit.of(request), id, "member-remove.mustache", "Remove ");
    }

    private Response ask(Visit visit, String id, String template, String title) {
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator can do this for a member."));
        }
        UserId user = user(id);
        Member member = Visit.found(verbs.members().list(visit.caller()).stream()
                .filter(one -> one.user().equals(user) && one.standing() != Standing.REMOVED)
                .findFirst()
                .orElse(null));
        var person = member.membership().person();
        return visit.page(
                template,
                title + person.name(),
                new Asked(user.toString(), person.name(), person.email().value()));
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, verbs.changeMember().remove(visit.caller(), user(id)));
    }

    @GET
    @Path("{id}/second-factor")
    public Response askToReset(@Context HttpServletRequest request, @PathParam("id") String id) {
        return ask(Visit.of(request), id, "member-second-factor.mustache", "Authenticator app of ");
    }

    @POST
    @Path("{id}/second-factor")
    public Response resetSecondFactor(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, verbs.secondFactor().reset(visit.caller(), user(id)));
    }

    private static Response answer(Visit visit, Result<?> result) {
        return switch (result) {
            case Result.Done<?> done -> visit.go("/members", Flash.MEMBER_CHANGED);
            case Result.Refused<?>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static UserId user(String id) {
        return new UserId(Names.uuid(id));
    }
}
