package dev.airlock.application.server;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.server.Target;
import java.util.List;

/** Adds a server that is described by an OpenAPI document. */
public final class AddServer {
    private static final Slug RESERVED = new Slug("new");

    private final Gate gate;
    private final Servers servers;
    private final Descriptions descriptions;
    private final TargetUrl targets;

    /** Makes the verb. */
    public AddServer(Gate gate, Servers servers, ApiDescriptions descriptions, TargetCheck targets) {
        this.gate = gate;
        this.servers = servers;
        this.descriptions = new Descriptions(descriptions);
        this.targets = new TargetUrl(targets);
    }

    private record Draft(
            String name, Slug slug, Target target, List<CredentialScheme> schemes, Reading.Understood understood) {}

    /** What was added. */
    public record Added(Server server, int tools, List<String> warnings) {}

    /** Reads the description and adds the server with all its tools. */
    public Result<Added> add(Caller caller, NewServer wanted) {
        var detail = Json.object()
                .put("name", wanted.name())
                .put("policy", wanted.policy().name())
                .build();
        var act = new Act(
                "server.add",
                Role.ADMIN,
                wanted.slug() == null ? null : wanted.slug().value(),
                detail);
        return gate.admit(
                caller,
                act,
                () -> switch (descriptions.read(wanted.description(), further(wanted.target()))) {
                    case Result.Refused<Reading.Understood>(Refusal refusal) -> Result.refused(refusal);
                    case Result.Done<Reading.Understood>(var understood) -> draft(wanted, understood);
                },
                (admission, draft) -> store(admission, wanted, draft));
    }

    private Result<Draft> draft(NewServer wanted, Reading.Understood understood) {
        String name = wanted.name() == null
                ? understood.title().strip()
                : wanted.name().strip();
        if (!DisplayName.isValid(name)) {
            return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
        }
        Slug slug = wanted.slug() == null ? Slug.from(name) : wanted.slug();
        if (slug.equals(RESERVED)) {
            return Result.refused(Refusal.Invalid.field("slug", "\"new\" is taken by a page; choose another"));
        }
        List<CredentialScheme> schemes = wanted.schemes() == null ? understood.schemes() : wanted.schemes();
        Refusal unreadable = ReadingTools.problem(wanted.target(), null, understood.tools());
        if (unreadable != null) {
            return Result.refused(unreadable);
        }
        return targets.judge(wanted.target(), understood.target(), schemes)
                .map(target -> new Draft(name, slug, target, schemes, understood));
    }

    private static List<UrlTemplate> further(TargetWish wish) {
        return wish.others() == null ? List.of() : wish.others();
    }

    private Result<Added> store(Admission admission, NewServer wanted, Draft draft) {
        Reading.Understood understood = draft.understood();
        var server = new Server(
                admission.organization(),
                new ServerId(admission.newId()),
                draft.slug(),
                draft.name(),
                understood.description(),
                ServerType.OPENAPI,
                draft.target(),
                admission.caller().user(),
                draft.schemes(),
                ServerAccess.EVERYONE,
                ApiConventions.NONE,
                1,
                admission.now());
        if (!servers.add(admission, server, understood.tools(), wanted.policy().policy())) {
            return Result.refused(new Refusal.Conflict(
                    "there is a server with the slug \"" + server.slug() + "\" already; choose another"));
        }
        admission.announce(new Change.OfServer(server.organization(), server.slug()));
        return Result.done(new Added(server, understood.tools().size(), understood.warnings()));
    }
}
