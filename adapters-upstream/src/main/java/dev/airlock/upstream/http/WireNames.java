package dev.airlock.upstream.http;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names that an operation's parameters and the server's credentials have on the wire, so that no value can take another's place. */
final class WireNames {
    private record Place(In in, String name) {}

    private final Set<Place> credentials = new HashSet<>();
    private final Map<Place, String> arguments = new HashMap<>();

    /** Collects the names; two parameters of one name in one place are an {@link IllegalArgumentException}. */
    WireNames(List<Parameter> parameters, List<CredentialScheme> schemes) {
        for (CredentialScheme scheme : schemes) {
            scheme.keys()
                    .forEach(key ->
                            credentials.add(place(In.valueOf(key.location().name()), key.name())));
        }
        var exact = new HashSet<Place>();
        for (Parameter parameter : parameters) {
            arguments.putIfAbsent(place(parameter.in(), parameter.name()), parameter.argument());
            if (!exact.add(new Place(parameter.in(), parameter.name()))) {
                throw new IllegalArgumentException(
                        "two parameters are named \"" + parameter.name() + "\" in " + parameter.in());
            }
        }
    }

    /** Returns whether the name carries the server's credential. */
    boolean isReserved(In in, String name) {
        return credentials.contains(place(in, name));
    }

    /** Returns whether a member written under this name would stand for another parameter or for the credential. */
    boolean isTaken(Parameter by, String name) {
        String base = name.indexOf('[') < 0 ? name : name.substring(0, name.indexOf('['));
        String argument = arguments.get(place(by.in(), base));
        return isReserved(by.in(), base) || (argument != null && !argument.equals(by.argument()));
    }

    private static Place place(In in, String name) {
        return new Place(in, in == In.PATH ? name : name.toLowerCase(Locale.ROOT));
    }
}
