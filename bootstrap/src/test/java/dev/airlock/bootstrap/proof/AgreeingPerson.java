package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.People;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.AuthorizeClient.Understanding;
import dev.airlock.bootstrap.Node;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A person at a node who allows what clients ask. */
record AgreeingPerson(Node node, String email) {
    Caller caller() {
        People people = node.instance(People.class);
        var account = Objects.requireNonNull(people.account(new EmailAddress(email)));
        return new Caller.SignedIn(people.memberships(account.person().id()).getFirst(), "127.0.0.1");
    }

    /** Answers what a client asks by this URL, and returns the URL at which the client is told. */
    URI allow(URI question) {
        var verb = node.instance(AuthorizeClient.class);
        Map<String, List<String>> parameters = parameters(question).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, parameter -> List.of(parameter.getValue())));
        return switch (verb.understand(parameters)) {
            case Understanding.Asked(var request) ->
                switch (verb.allow(caller(), request, Objects.requireNonNull(request.resource()), request.access())) {
                    case Result.Done<String>(String location) -> URI.create(location);
                    case Result.Refused<String>(var refusal) -> throw new AssertionError(refusal.message());
                };
            case Understanding.Refused refused -> throw new AssertionError(refused);
            case Understanding.Unanswerable nobody -> throw new AssertionError(nobody);
        };
    }

    /** The parameters in a URL's query. */
    static Map<String, String> parameters(URI url) {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : url.getRawQuery().split("&")) {
            String[] both = pair.split("=", 2);
            parameters.put(both[0], URLDecoder.decode(both[1], UTF_8));
        }
        return parameters;
    }
}
