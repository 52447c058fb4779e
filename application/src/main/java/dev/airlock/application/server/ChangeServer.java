package dev.airlock.application.server;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.FailureSign;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.Target;
import dev.airlock.domain.server.ToolReading;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes what a server is called, where its calls go and who may use it, or removes it. */
public final class ChangeServer {
    private final Gate gate;
    private final Servers servers;
    private final TargetUrl targets;

    /** Makes the verb. */
    public ChangeServer(Gate gate, Servers servers, TargetCheck targets) {
        this.gate = gate;
        this.servers = servers;
        this.targets = new TargetUrl(targets);
    }

    /** The members to change; null leaves one as it is. */
    public record Edit(
            @Nullable String name,
            @Nullable String description,
            TargetWish target,
            @Nullable List<CredentialScheme> schemes,
            @Nullable ServerAccess access,
            @Nullable ApiConventions conventions) {
        /** Leaves everything but who may use the server. */
        public static Edit of(ServerAccess access) {
            return new Edit(null, null, TargetWish.NOTHING, null, access, null);
        }

        /** Leaves everything but the API's conventions. */
        public static Edit of(ApiConventions conventions) {
            return new Edit(null, null, TargetWish.NOTHING, null, null, conventions);
        }

        /** Leaves everything but where its calls go. */
        public static Edit of(TargetWish target) {
            return new Edit(null, null, target, null, null, null);
        }

        /** Leaves everything but the ways in which it takes a credential. */
        public static Edit of(List<CredentialScheme> schemes) {
            return new Edit(null, null, TargetWish.NOTHING, schemes, null, null);
        }
    }

    /** Changes the server if it is still at this version. A new origin leaves every connection unusable until its user connects anew. */
    public Result<Server> change(Caller caller, Slug slug, long version, Edit edit) {
        var detail = Json.object()
                .put("name", edit.name())
                .put("target", edit.target().isNothing() ? null : words(edit.target()))
                .put(
                        "authentication",
                        edit.schemes() == null ? null : edit.schemes().toString())
                .put("access", edit.access() == null ? null : words(edit.access()))
                .put("conventions", edit.conventions() == null ? null : words(edit.conventions()))
                .build();
        return gate.admit(
                caller,
                new Act("server.change", Role.ADMIN, slug.value(), detail),
                () -> checked(caller, slug, edit),
                (admission, next) -> change(admission, version, next));
    }

    private static String words(TargetWish target) {
        List<UrlTemplate> others = target.others() == null ? List.of() : target.others();
        List<ServerVariable> variables = target.variables() == null ? List.of() : target.variables();
        return Stream.of(Stream.ofNullable(target.url()), others.stream(), variables.stream())
                .flatMap(part -> part)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private static String words(ServerAccess access) {
        return access.everyone()
                ? "everyone"
                : access.groups().size() + " groups, " + access.users().size() + " people";
    }

    private static String words(ApiConventions conventions) {
        return Stream.of(
                        conventions.headers().stream().map(header -> header.name() + ": " + header.value()),
                        conventions.failures().stream().map(FailureSign::toString),
                        Stream.ofNullable(conventions.identity()).map(ToolReading::toString))
                .flatMap(part -> part)
                .collect(Collectors.joining("; "));
    }

    private Result<Server> checked(Caller caller, Slug slug, Edit edit) {
        Servers.Loaded present = servers.load(caller.organizationId(), slug);
        if (present == null) {
            return Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""));
        }
        if (edit.name() != null && !DisplayName.isValid(edit.name())) {
            return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
        }
        Server server = present.server();
        List<CredentialScheme> schemes = edit.schemes() == null ? server.schemes() : edit.schemes();
        Result<Target> target = edit.target().isNothing() && edit.schemes() == null
                ? Result.done(server.target())
                : targets.judge(edit.target(), server.target(), schemes);
        Refusal unreadable = ReadingTools.problem(edit.target(), edit.conventions(), present.tools());
        return unreadable == null ? target.map(good -> edited(server, edit, good)) : Result.refused(unreadable);
    }

    private Result<Server> change(Admission admission, long version, Server next) {
        if (next.version() != version || !servers.update(admission, next)) {
            return Result.refused(new Refusal.Conflict("somebody changed the server meanwhile; look at it again"));
        }
        admission.announce(new Change.OfServer(next.organization(), next.slug()));
        return Result.done(next.atVersion(version + 1));
    }

    private static Server edited(Server server, Edit edit, Target target) {
        return new Server(
                server.organization(),
                server.id(),
                server.slug(),
                edit.name() == null ? server.name() : edit.name().strip(),
                edit.description() == null ? server.description() : edit.description(),
                server.type(),
                target,
                server.owner(),
                edit.schemes() == null ? server.schemes() : edit.schemes(),
                edit.access() == null ? server.access() : edit.access(),
                edit.conventions() == null ? server.conventions() : edit.conventions(),
                server.version(),
                server.createdAt());
    }

    /** Removes the server with its tools, its policy and every connection to it. */
    public Result<Slug> remove(Caller caller, Slug slug) {
        return gate.admit(caller, new Act("server.remove", Role.ADMIN, slug.value(), Json.Obj.EMPTY), admission -> {
            if (!servers.remove(admission, slug)) {
                return Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""));
            }
            admission.announce(new Change.OfServer(admission.organization(), slug));
            return Result.done(slug);
        });
    }
}
