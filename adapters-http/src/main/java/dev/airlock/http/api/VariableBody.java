package dev.airlock.http.api;

import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.ToolReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a place in a server's base URLs; what is left out is empty. */
record VariableBody(
        @Nullable String name,
        @Nullable String description,
        @Nullable String standard,
        @Nullable List<@Nullable String> values,
        @Nullable DiscoveryBody discovery) {
    /** How the service says the value: in a member of the token endpoint's answer, or by a tool that lists the values. */
    record DiscoveryBody(
            @Nullable String tokenMember,
            @Nullable ReadingBody lookup,
            @Nullable String label) {}

    static VariableBody of(ServerVariable variable) {
        return new VariableBody(
                variable.name(),
                variable.description().isEmpty() ? null : variable.description(),
                variable.standard(),
                variable.values().isEmpty() ? null : List.copyOf(variable.values()),
                switch (variable.discovery()) {
                    case null -> null;
                    case Discovery.TokenMember(MemberPath member) -> new DiscoveryBody(member.text(), null, null);
                    case Discovery.Lookup(ToolReading reading, @Nullable MemberPath label) ->
                        new DiscoveryBody(null, ReadingBody.of(reading), label == null ? null : label.text());
                });
    }

    ServerVariable read() {
        String known = Input.present("variables.name", name);
        try {
            return new ServerVariable(
                    known,
                    description == null ? "" : description,
                    standard,
                    Input.list("variables." + known + ".values", values),
                    discovery == null ? null : discovery(known, discovery));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("variables." + known, String.valueOf(e.getMessage()));
        }
    }

    private static Discovery discovery(String variable, DiscoveryBody body) {
        String field = "variables." + variable + ".discovery";
        String member = body.tokenMember();
        ReadingBody lookup = body.lookup();
        if ((member == null) == (lookup == null)) {
            throw Problem.invalid(field, "has either tokenMember or lookup");
        }
        return lookup == null
                ? new Discovery.TokenMember(new MemberPath(String.valueOf(member)))
                : new Discovery.Lookup(
                        lookup.read(field + ".lookup"),
                        Input.optional(field + ".label", body.label(), MemberPath::new));
    }
}
