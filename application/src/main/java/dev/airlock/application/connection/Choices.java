package dev.airlock.application.connection;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people and services choose for the variables of a server's URLs. */
final class Choices {
    private Choices() {}

    /** Returns what was chosen, without what was left empty; refused where a value is for no variable, or does not fit. */
    static Result<Map<String, String>> checked(Server server, Map<String, String> given) {
        var chosen = new HashMap<String, String>();
        for (Map.Entry<String, String> choice : given.entrySet()) {
            String value = choice.getValue().strip();
            String problem = value.isEmpty() ? null : problem(server, choice.getKey(), value);
            if (problem != null) {
                return refused(choice.getKey(), problem);
            }
            if (!value.isEmpty()) {
                chosen.put(choice.getKey(), value);
            }
        }
        return Result.done(chosen);
    }

    /** Returns what was chosen where nothing is missing but what the service will say; else refused. */
    static Result<Map<String, String>> complete(Server server, Map<String, String> given) {
        return checked(server, given)
                .then(chosen -> server.target().missing(chosen).stream()
                        .filter(variable -> variable.discovery() == null)
                        .findFirst()
                        .map(variable -> Choices.<Map<String, String>>refused(
                                variable.name(),
                                "is missing; " + server.name() + " is at "
                                        + server.target().url()))
                        .orElseGet(() -> Result.done(chosen)));
    }

    private static <T> Result<T> refused(String variable, String problem) {
        return Result.refused(Refusal.Invalid.field("variables." + variable, problem));
    }

    private static @Nullable String problem(Server server, String name, String value) {
        ServerVariable variable = server.target().variable(name);
        if (variable == null) {
            return "is no variable of this server";
        }
        String problem = server.target().problem(variable, value);
        return problem != null
                ? problem
                : server.schemes().stream()
                        .flatMap(CredentialScheme::urls)
                        .map(url -> url.problem(name, value))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Returns the choices with what the token endpoint's answer says; what does not fit is left out. */
    static Map<String, String> with(Server server, Map<String, String> chosen, Json.Obj answer) {
        var all = new HashMap<>(chosen);
        for (ServerVariable variable : server.target().variables()) {
            if (variable.discovery() instanceof Discovery.TokenMember(var member)) {
                member.in(answer)
                        .map(value -> value(server.target(), variable, value))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(value -> all.put(variable.name(), value));
            }
        }
        return all;
    }

    /** Returns the value that a service's word for it means, or null where it means none that fits. Some say the whole address. */
    static @Nullable String value(Target target, ServerVariable variable, Json said) {
        String text = switch (said) {
            case Json.Str(String string) -> string;
            case Json.Num(String literal) -> literal;
            default -> null;
        };
        if (text == null) {
            return null;
        }
        List<UrlTemplate> bases = target.bases();
        String value = text.contains("://")
                ? bases.stream()
                        .map(base -> base.valueAt(variable.name(), text))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)
                : text;
        return value == null || value.isEmpty() || target.problem(variable, value) != null ? null : value;
    }
}
