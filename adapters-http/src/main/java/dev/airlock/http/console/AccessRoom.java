package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** Says who may use a server. */
@Path("/servers/{slug}/access")
public final class AccessRoom {
    private final ConsoleVerbs verbs;

    AccessRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(String server, String slug, long version, boolean everyone, List<Choice> groups, List<Choice> users) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        Server server = Visit.found(verbs.readServers().find(visit.caller(), Names.slug(slug)))
                .server();
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator says who may use a server."));
        }
        ServerAccess access = server.access();
        var model = new Model(
                server.name(),
                server.slug().value(),
                server.version(),
                access.everyone(),
                groups(visit.caller(), access),
                users(visit.caller(), access));
        return visit.page("server-access.mustache", "Who may use " + server.name(), model);
    }

    private List<Choice> groups(Caller caller, ServerAccess access) {
        return verbs.groups().list(caller).stream()
                .map(listed -> listed.group())
                .map(group -> new Choice(
                        group.id().toString(), group.name(), "", access.groups().contains(group.id())))
                .toList();
    }

    private List<Choice> users(Caller caller, ServerAccess access) {
        return verbs.members().list(caller).stream()
                .map(member -> new Choice(
                        member.user().toString(),
                        member.membership().person().name(),
                        "",
                        access.users().contains(member.user())))
                .toList();
    }

    @POST
    public Response change(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        String version = visit.form().text("version");
        var edit = ChangeServer.Edit.of(access(visit.form(), visit.caller()));
        return switch (verbs.changeServer()
                .change(visit.caller(), slug, version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0, edit)) {
            case Result.Done<Server> done -> visit.go("/servers/" + slug, Flash.ACCESS_SAVED);
            case Result.Refused<Server>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    /** Whatever names nobody of this organization is left out. */
    private ServerAccess access(Form form, Caller caller) {
        if (form.text("who").equals("everyone")) {
            return ServerAccess.EVERYONE;
        }
        return ServerAccess.only(
                groups(caller, ServerAccess.EVERYONE).stream()
                        .map(Choice::value)
                        .filter(form.all("groups")::contains)
                        .map(GroupId::of)
                        .collect(Collectors.toUnmodifiableSet()),
                users(caller, ServerAccess.EVERYONE).stream()
                        .map(Choice::value)
                        .filter(form.all("users")::contains)
                        .map(UserId::of)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
