package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.ClientAuthentication;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.net.UrlTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service's authorization server as an administrator types it, and what is wrong with that. */
final class OAuthForm {
    private static final String SPACE = "space";
    private static final String COMMA = "comma";
    private static final String SENT = "sent";
    private static final String LEFT_OUT = "left-out";

    private final Form form;
    private final List<Problem> problems = new ArrayList<>();

    OAuthForm(Form form) {
        this.form = form;
    }

    /**
     * The fields as a page shows them.
     *
     * @param otherwise what services do otherwise than the standard
     */
    record Fields(List<Field> where, Field scopes, List<Field> otherwise, Field parameters) {
        /** Returns whether something is otherwise, or wrong there. */
        boolean open() {
            return !parameters.value().isEmpty()
                    || Stream.concat(otherwise.stream(), Stream.of(parameters))
                            .anyMatch(field -> field.problem() != null)
                    || otherwise.stream()
                            .anyMatch(field -> field.choices().stream().skip(1).anyMatch(Choice::chosen));
        }

        /** The fields with what was sent in them. */
        Fields filled(Form form, List<Problem> problems) {
            return new Fields(
                    where.stream().map(field -> field.filled(form, problems)).toList(),
                    scopes.filled(form, problems),
                    otherwise.stream()
                            .map(field -> field.filled(form, problems))
                            .toList(),
                    parameters.filled(form, problems));
        }
    }

    /** The fields, for a service that is known or none yet. */
    static Fields fields(@Nullable OAuthService service) {
        boolean itself = service != null && service.flow() == Flow.CLIENT_CREDENTIALS;
        boolean commas = service != null && service.separator().equals(",");
        boolean bare = service != null && !service.pkce();
        boolean basic = service != null && service.clientAuthentication() == ClientAuthentication.BASIC;
        return new Fields(
                List.of(
                        Field.text("flow", "Who signs in")
                                .among(List.of(
                                        Choice.of(Flow.AUTHORIZATION_CODE.name(), "Each person (authorization code)"),
                                        Choice.of(
                                                Flow.CLIENT_CREDENTIALS.name(),
                                                "Airlock, for all (client credentials)")))
                                .value(itself ? Flow.CLIENT_CREDENTIALS.name() : Flow.AUTHORIZATION_CODE.name()),
                        Field.text("authorizationUrl", "Authorization URL")
                                .hint("Where each person is asked.")
                                .value(
                                        service == null || service.authorizationUrl() == null
                                                ? ""
                                                : service.authorizationUrl().toString()),
                        Field.text("tokenUrl", "Token URL")
                                .hint("Where tokens come from.")
                                .value(service == null ? "" : service.tokenUrl().toString())
                                .needed()),
                Field.text("scopes", "Scopes")
                        .hint("One a line, and behind it what it allows: repo Read and write repositories")
                        .value(service == null ? "" : scopes(service))
                        .typed(Field.LINES),
                List.of(
                        Field.text("separator", "Between scopes stands")
                                .among(List.of(Choice.of(SPACE, "a space"), Choice.of(COMMA, "a comma")))
                                .value(commas ? COMMA : SPACE),
                        Field.text("clientAuthentication", "Airlock's ID and secret go")
                                .among(List.of(
                                        Choice.of(ClientAuthentication.POST.name(), "into the body"),
                                        Choice.of(ClientAuthentication.BASIC.name(), "into the Authorization header")))
                                .value(basic ? ClientAuthentication.BASIC.name() : ClientAuthentication.POST.name()),
                        Field.text("pkce", "A proof key (PKCE)")
                                .among(List.of(
                                        Choice.of(SENT, "is sent"),
                                        Choice.of(LEFT_OUT, "is left out: the service refuses it")))
                                .value(bare ? LEFT_OUT : SENT)),
                Field.text("parameters", "What else the authorization request carries")
                        .hint("One a line, such as access_type=offline")
                        .value(service == null ? "" : parameters(service))
                        .typed(Field.LINES));
    }

    /** Returns the service that the form describes, or null where {@link #problems()} says what is wrong. */
    @Nullable
    OAuthService read() {
        boolean itself = form.text("flow").equals(Flow.CLIENT_CREDENTIALS.name());
        UrlTemplate authorization = url("authorizationUrl");
        UrlTemplate token = url("tokenUrl");
        if (authorization == null && !itself && Problems.of("authorizationUrl", problems) == null) {
            problems.add(new Problem("authorizationUrl", "say where each person is asked"));
        }
        if (token == null && Problems.of("tokenUrl", problems) == null) {
            problems.add(new Problem("tokenUrl", "say where tokens come from"));
        }
        List<OAuthService.Scope> scopes = readScopes();
        Map<String, String> parameters = readParameters();
        if (token == null || !problems.isEmpty()) {
            return null;
        }
        try {
            return new OAuthService(
                    itself ? Flow.CLIENT_CREDENTIALS : Flow.AUTHORIZATION_CODE,
                    authorization,
                    token,
                    scopes,
                    form.text("separator").equals(COMMA) ? "," : " ",
                    !form.text("pkce").equals(LEFT_OUT),
                    form.text("clientAuthentication").equals(ClientAuthentication.BASIC.name())
                            ? ClientAuthentication.BASIC
                            : ClientAuthentication.POST,
                    parameters);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("sign-in", String.valueOf(e.getMessage())));
            return null;
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private @Nullable UrlTemplate url(String field) {
        try {
            String text = form.optional(field);
            return text == null ? null : UrlTemplate.of(text);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(field, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private List<OAuthService.Scope> readScopes() {
        try {
            return Form.lines(form.text("scopes"))
                    .map(line -> line.split("\\s+", 2))
                    .map(words -> new OAuthService.Scope(words[0], words.length == 1 ? "" : words[1]))
                    .toList();
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("scopes", String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    private Map<String, String> readParameters() {
        var parameters = new LinkedHashMap<String, String>();
        Form.lines(form.text("parameters")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(
                        new Problem("parameters", "\"" + line + "\" is no parameter; write it as access_type=offline"));
            } else {
                parameters.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return parameters;
    }

    private static String scopes(OAuthService service) {
        return service.scopes().stream()
                .map(scope -> (scope.name() + " " + scope.description()).strip())
                .collect(Collectors.joining("\n"));
    }

    private static String parameters(OAuthService service) {
        return service.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
