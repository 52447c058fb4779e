package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.NewServer;
import dev.airlock.domain.policy.PolicyPreset;
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

/** Adds a server from an OpenAPI document. */
@Path("/servers/new")
public final class AddServerRoom {
    private static final List<Choice> POLICIES = List.of(
            Choice.of(
                    PolicyPreset.ASK_FOR_WRITES.name(),
                    "Reads allowed, writes ask",
                    "You confirm each write of your own agent, the server's owner those of others; whatever may delete or overwrite asks a second person."),
            Choice.of(PolicyPreset.READ_ONLY.name(), "Reads only", "Everything that changes something is blocked."),
            Choice.of(PolicyPreset.ALLOW_ALL.name(), "Everything allowed", "Agents may use every tool at once."));
    private static final List<Choice> AUTHENTICATIONS = Stream.concat(
                    Stream.of(Choice.of("DOCUMENT", "As the document says"), Choice.of("NONE", "No credential")),
                    SchemeForm.WAYS.stream())
            .toList();

    private final AddServer addServer;

    AddServerRoom(Console console) {
        this.addServer = console.verbs().addServer();
    }

    /** What the page shows. */
    record Model(
            DocumentFields document,
            List<Choice> policies,
            @Nullable String policyProblem,
            List<Field> fields,
            List<Choice> authentications,
            Field keyName,
            Problems.@Nullable Alert alert) {}

    /** What the page shows where an API was added, but not all of it. */
    record Added(String name, String slug, int tools, List<String> warnings) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return visit.administers()
                ? form(visit, Status.OK, List.of())
                : visit.refused(new Refusal.NotPermitted("Only an administrator can add a server. Ask one of yours."));
    }

    @POST
    public Response add(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        var form = new ServerForm(visit.form());
        NewServer wanted = form.read();
        if (wanted == null) {
            return form(visit, Status.BAD_REQUEST, form.problems());
        }
        return switch (addServer.add(visit.caller(), wanted)) {
            case Result.Done<AddServer.Added>(AddServer.Added added) -> added(visit, added);
            case Result.Refused<AddServer.Added>(Refusal.NotPermitted refusal) -> visit.refused(refusal);
            case Result.Refused<AddServer.Added>(Refusal refusal) ->
                form(visit, RefusalStatus.of(refusal), Problems.of(refusal));
        };
    }

    private static Response added(Visit visit, AddServer.Added added) {
        String slug = added.server().slug().value();
        return added.warnings().isEmpty()
                ? visit.go("/servers/" + slug, Flash.SERVER_ADDED)
                : visit.page(
                        "server-added.mustache",
                        added.server().name() + " is added",
                        new Added(added.server().name(), slug, added.tools(), added.warnings()));
    }

    private static Response form(Visit visit, Status status, List<Problem> problems) {
        Form form = visit.form();
        List<Field> fields = List.of(
                Field.text("name", "Name").hint("Left empty, the document's own title."),
                Field.text("slug", "Short name").hint("Part of the address that agents use, such as harbour-supplies."),
                Field.text("targetUrl", "Base URL")
                        .hint(
                                "Where calls go, where the document is wrong or silent about it. What differs between accounts stands in braces: https://{site}.example.com."));
        var keyName = Field.text("keyName", "Name of the API key").hint("Such as X-API-Key; for API keys only.");
        return visit.page(
                status,
                "server-add.mustache",
                "Add a server",
                new Model(
                        DocumentFields.of(form, problems),
                        Choice.choose(POLICIES, form.text("policy")),
                        Problems.of("policy", problems),
                        fields.stream()
                                .map(field -> field.filled(form, problems))
                                .toList(),
                        Choice.choose(AUTHENTICATIONS, form.text("authentication")),
                        keyName.filled(form, problems),
                        Problems.alert(problems)));
    }
}
