package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says where a server's calls go, and what of that differs between those who connect. */
@Path("/servers/{slug}/target")
public final class TargetRoom {
    private final ConsoleVerbs verbs;

    TargetRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(
            String server,
            String slug,
            long version,
            String url,
            String others,
            List<VariableForm> variables,
            Problems.@Nullable Alert alert) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("slug") String slug) {
        Visit visit = Visit.of(request);
        Server server = server(visit, Names.slug(slug));
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator says where calls go."));
        }
        List<ServerVariable> variables = server.target().variables();
        var model = new Model(
                server.name(),
                server.slug().value(),
                server.version(),
                server.target().url().toString(),
                server.target().others().stream().map(UrlTemplate::toString).collect(Collectors.joining("\n")),
                IntStream.range(0, variables.size())
                        .mapToObj(n -> VariableForm.of(n, variables.get(n)))
                        .toList(),
                null);
        return page(visit, Status.OK, server, model);
    }

    @POST
    public Response change(@Context HttpServletRequest request, @PathParam("slug") String text) {
        Visit visit = Visit.of(request);
        Slug slug = Names.slug(text);
        TargetWish wish;
        try {
            wish = wish(visit.form());
        } catch (IllegalArgumentException e) {
            return again(visit, slug, List.of(new Problem("form", String.valueOf(e.getMessage()))));
        }
        return switch (verbs.changeServer()
                .change(visit.caller(), slug, visit.form().version(), ChangeServer.Edit.of(wish))) {
            case Result.Done<Server> done -> visit.go("/servers/" + slug + "/target", Flash.TARGET_SAVED);
            case Result.Refused<Server>(Refusal.Invalid refusal) -> again(visit, slug, refusal.problems());
            case Result.Refused<Server>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static TargetWish wish(Form form) {
        return new TargetWish(
                UrlTemplate.of(form.text("url")),
                Form.lines(form.text("others")).map(UrlTemplate::of).toList(),
                VariableForm.sent(form).stream().map(VariableForm::read).toList());
    }

    private Response again(Visit visit, Slug slug, List<Problem> problems) {
        Server server = server(visit, slug);
        Form form = visit.form();
        var model = new Model(
                server.name(),
                slug.value(),
                form.version(),
                form.text("url"),
                form.text("others"),
                VariableForm.sent(form),
                Problems.alert(problems));
        return page(visit, Status.BAD_REQUEST, server, model);
    }

    private static Response page(Visit visit, Status status, Server server, Model model) {
        return visit.page(status, "server-target.mustache", "Where calls to " + server.name() + " go", model);
    }

    private Server server(Visit visit, Slug slug) {
        return Visit.found(verbs.readServers().find(visit.caller(), slug)).server();
    }
}
