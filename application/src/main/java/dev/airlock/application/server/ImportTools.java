package dev.airlock.application.server;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import java.util.List;

/** Imports a newer description of a server's API: first a plan, then exactly that plan. */
public final class ImportTools {
    private final Gate gate;
    private final Servers servers;
    private final Descriptions descriptions;

    /** Makes the verb. */
    public ImportTools(Gate gate, Servers servers, ApiDescriptions descriptions) {
        this.gate = gate;
        this.servers = servers;
        this.descriptions = new Descriptions(descriptions);
    }

    /** Says what the import would change, and changes nothing. */
    public Result<ImportPlan> plan(Caller caller, Slug slug, DocumentSource source) {
        var act = new Act("server.import.plan", Role.ADMIN, slug.value(), Json.Obj.EMPTY);
        return gate.admit(caller, act, () -> read(caller, slug, source), (admission, understood) -> {
            Servers.Loaded present = servers.load(admission.organization(), slug);
            return present == null
                    ? Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""))
                    : Result.done(new ImportComparison(present, understood.tools()).plan(understood.warnings()));
        });
    }

    /** Applies the plan with this id; refused where the server or the description has changed since it was made. */
    public Result<ImportPlan> apply(Caller caller, Slug slug, DocumentSource source, String planId) {
        var act = new Act(
                "server.import",
                Role.ADMIN,
                slug.value(),
                Json.object().put("plan", planId).build());
        return gate.admit(
                caller,
                act,
                () -> read(caller, slug, source),
                (admission, understood) -> apply(admission, slug, understood, planId));
    }

    private Result<Reading.Understood> read(Caller caller, Slug slug, DocumentSource source) {
        Servers.Loaded present = servers.load(caller.organizationId(), slug);
        return descriptions.read(
                source, present == null ? List.of() : present.server().target().others());
    }

    private Result<ImportPlan> apply(Admission admission, Slug slug, Reading.Understood understood, String planId) {
        Servers.Loaded present = servers.load(admission.organization(), slug);
        if (present == null) {
            return Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""));
        }
        var comparison = new ImportComparison(present, understood.tools());
        ImportPlan plan = comparison.plan(understood.warnings());
        if (!plan.id().equals(planId)) {
            return Result.refused(new Refusal.Conflict(
                    "the server or its description has changed since the plan was made; plan again"));
        }
        return replace(admission, present.server(), understood, comparison) ? done(admission, slug, plan) : conflict();
    }

    private boolean replace(
            Admission admission, Server server, Reading.Understood understood, ImportComparison comparison) {
        return servers.replaceTools(admission, server, understood.tools())
                && (!comparison.keepsRules()
                        || servers.replacePolicy(
                                admission, server.atVersion(server.version() + 1), comparison.policy()));
    }

    private static Result<ImportPlan> done(Admission admission, Slug slug, ImportPlan plan) {
        admission.announce(new Change.OfServer(admission.organization(), slug));
        return Result.done(plan);
    }

    private static Result<ImportPlan> conflict() {
        return Result.refused(new Refusal.Conflict("somebody changed the server at the same moment; plan again"));
    }
}
