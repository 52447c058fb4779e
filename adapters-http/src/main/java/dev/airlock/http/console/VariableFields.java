package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The fields in which a person says what a connection is for. A page has several forms with them, so each form's have names of their own. */
final class VariableFields {
    /** The form that changes what a connection is for. */
    static final String CHOOSE = "choose";

    private static final String ANYTHING = "";

    private final Server server;
    private final String form;

    VariableFields(Server server, String form) {
        this.server = server;
        this.form = form;
    }

    private String id(ServerVariable variable) {
        return "variable-" + variable.name() + "-" + form;
    }

    /** Returns the fields of those that are asked for, with what was chosen before or sent. */
    List<Field> fields(List<ServerVariable> asked, Map<String, String> chosen, Form sent, List<Problem> problems) {
        return asked.stream()
                .map(variable -> field(variable, chosen.getOrDefault(variable.name(), ANYTHING))
                        .filled(sent, named(problems)))
                .toList();
    }

    private Field field(ServerVariable variable, String chosen) {
        String standard = Objects.requireNonNullElse(variable.standard(), ANYTHING);
        Field field = Field.text(id(variable), variable.name())
                .value(chosen.isEmpty() ? standard : chosen)
                .autocomplete("off")
                .hint(variable.description().isEmpty() ? where(variable) : variable.description());
        Field needed = variable.standard() == null ? field.needed() : field;
        return variable.values().isEmpty()
                ? needed
                : needed.among(variable.values().stream()
                        .map(value -> Choice.of(value, value))
                        .toList());
    }

    private String where(ServerVariable variable) {
        return "As in "
                + server.target().bases().stream()
                        .filter(base -> base.places().contains(variable.name()))
                        .findFirst()
                        .orElse(server.target().url());
    }

    /** The problems of variables under the names of this form's fields. */
    private List<Problem> named(List<Problem> problems) {
        var named = new ArrayList<Problem>();
        for (ServerVariable variable : server.target().variables()) {
            String wrong = Problems.of("variables." + variable.name(), problems);
            if (wrong != null) {
                named.add(new Problem(id(variable), wrong));
            }
        }
        return named;
    }

    /** Returns what the form says. */
    Map<String, String> read(Form sent) {
        var chosen = new HashMap<String, String>();
        for (ServerVariable variable : server.target().variables()) {
            String value = sent.text(id(variable));
            if (!value.isEmpty()) {
                chosen.put(variable.name(), value);
            }
        }
        return chosen;
    }

    /** Returns what has to be said before a credential of this kind is taken: not what the service itself will say. */
    static List<ServerVariable> before(Server server, CredentialScheme scheme) {
        boolean token = scheme instanceof CredentialScheme.OAuth;
        return server.target().variables().stream()
                .filter(variable -> switch (variable.discovery()) {
                    case null -> true;
                    case Discovery.TokenMember m -> !token;
                    case Discovery.Lookup l -> false;
                })
                .toList();
    }

    /** Returns what can be changed of a connection of this kind: not where its tokens come from. */
    static List<ServerVariable> after(Server server, CredentialScheme scheme) {
        List<String> fixed = scheme.urls().flatMap(url -> url.places().stream()).toList();
        return server.target().variables().stream()
                .filter(variable -> !fixed.contains(variable.name()))
                .toList();
    }
}
