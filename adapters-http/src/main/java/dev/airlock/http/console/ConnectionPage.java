package dev.airlock.http.console;

import dev.airlock.application.call.TestConnection;
import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of a connection: a person's own, or the one that is shared by all who have none. */
final class ConnectionPage {
    /** The form that sends people to the service. */
    static final String OAUTH = "oauth";

    private final Console console;
    private final boolean shared;
    private final @Nullable ServerVariable offered;
    private final List<TestConnection.Choice> offer;

    ConnectionPage(Console console, boolean shared) {
        this(console, shared, null, List.of());
    }

    private ConnectionPage(
            Console console, boolean shared, @Nullable ServerVariable offered, List<TestConnection.Choice> offer) {
        this.console = console;
        this.shared = shared;
        this.offered = offered;
        this.offer = offer;
    }

    /** The page that offers these values of a variable. */
    ConnectionPage offering(ServerVariable variable, List<TestConnection.Choice> choices) {
        return new ConnectionPage(console, shared, variable, choices);
    }

    /** What the page shows; it has no field for a secret. */
    record Model(
            String server,
            String slug,
            String origins,
            String path,
            boolean shared,
            ConnectionState state,
            boolean kept,
            @Nullable String fault,
            @Nullable String account,
            @Nullable String kind,
            @Nullable Moment since,
            @Nullable Moment lastUsed,
            boolean usesShared,
            List<AgentsOfConnection.Agent> agents,
            @Nullable Where where,
            @Nullable ByOAuth oauth,
            List<CredentialForm> forms,
            Problems.@Nullable Alert alert) {
        boolean hasAgents() {
            return !agents.isEmpty();
        }

        boolean nothing() {
            return oauth == null && forms.isEmpty();
        }
    }

    /** What a connection is for, and what the service can list of that. */
    record Where(List<Field> fields, List<String> listed) {}

    /**
     * Signing in at the service.
     *
     * @param ready whether Airlock is registered for where tokens come from now
     * @param moved whether it is registered for somewhere else
     */
    record ByOAuth(boolean person, boolean ready, boolean moved, List<Choice> scopes, List<Field> fields) {
        boolean hasScopes() {
            return !scopes.isEmpty();
        }
    }

    Response show(Visit visit, Server server, Status status, List<Problem> problems) {
        var connect = console.verbs().connect();
        Connection everybodys = connect.findShared(visit.caller(), server);
        Connection connection = shared ? everybodys : connect.find(visit.caller(), server);
        Instant now = console.clock().instant();
        OAuthService service = service(server);
        var model = new Model(
                server.name(),
                server.slug().value(),
                origins(server, connection),
                path(server),
                shared,
                ConnectionState.of(server, connection),
                connection != null,
                connection == null ? null : connection.fault(),
                connection == null || connection.account().isEmpty() ? null : connection.account(),
                connection == null ? null : SchemeWords.of(connection.scheme()),
                connection == null ? null : Moment.of(connection.updatedAt(), now),
                connection == null ? null : Moment.ofNullable(connect.lastUsed(connection), now),
                !shared && connection == null && everybodys != null && everybodys.fault() == null,
                shared ? List.of() : AgentsOfConnection.of(console, visit.caller(), server),
                connection == null ? null : where(visit, server, connection, problems),
                service == null ? null : byOAuth(visit, server, service, connection, problems),
                CredentialForm.of(server.schemes()).stream()
                        .map(form -> filled(visit, server, form, connection, problems))
                        .toList(),
                Problems.alert(problems));
        String title = (shared ? "Shared connection to " : "Your connection to ") + server.name();
        Response page = visit.page(status, "connection.mustache", title, model);
        if (service != null && service.authorizationUrl() != null) {
            page.getHeaders()
                    .putSingle(
                            SecurityHeaders.POLICY,
                            SecurityHeaders.policyTowards(
                                    service.authorizationUrl().origin().replaceFirst("//.*", "")));
        }
        return page;
    }

    private static String origins(Server server, @Nullable Connection connection) {
        Stream<String> origins = connection == null
                ? server.target().bases().stream().map(UrlTemplate::origin).distinct()
                : connection.origins().stream().sorted();
        return origins.collect(Collectors.joining(", "));
    }

    private @Nullable Where where(Visit visit, Server server, Connection connection, List<Problem> problems) {
        List<ServerVariable> open = VariableFields.after(server, connection.scheme());
        if (open.isEmpty()) {
            return null;
        }
        List<Field> fields = new VariableFields(server, VariableFields.CHOOSE)
                .fields(open, connection.variables(), visit.form(), problems).stream()
                        .map(this::withOffer)
                        .toList();
        List<String> listed = open.stream()
                .filter(variable -> variable.discovery() instanceof Discovery.Lookup)
                .map(ServerVariable::name)
                .toList();
        return new Where(fields, listed);
    }

    private Field withOffer(Field field) {
        return offered != null && !offer.isEmpty() && field.label().equals(offered.name())
                ? field.among(offer.stream()
                        .map(choice -> Choice.of(choice.value(), choice.label()))
                        .toList())
                : field;
    }

    private ByOAuth byOAuth(
            Visit visit, Server server, OAuthService service, @Nullable Connection connection, List<Problem> problems) {
        ServiceClient client = console.verbs().registerService().find(visit.caller(), server);
        List<Choice> scopes = service.scopes().stream()
                .map(scope -> new Choice(
                        scope.name(),
                        scope.description().isEmpty() ? scope.name() : scope.name() + ": " + scope.description(),
                        "",
                        true))
                .toList();
        return new ByOAuth(
                service.flow() == Flow.AUTHORIZATION_CODE,
                client != null && client.isFor(service),
                client != null && !client.isFor(service),
                scopes,
                new VariableFields(server, OAUTH)
                        .fields(
                                VariableFields.before(server, new CredentialScheme.OAuth(service)),
                                chosen(connection),
                                visit.form(),
                                problems));
    }

    /** Returns how this kind of connection comes by tokens, or null. */
    private @Nullable OAuthService service(Server server) {
        return server.schemes().stream()
                .filter(CredentialScheme.OAuth.class::isInstance)
                .map(scheme -> ((CredentialScheme.OAuth) scheme).service())
                .filter(service -> shared || service.flow() == Flow.AUTHORIZATION_CODE)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> chosen(@Nullable Connection connection) {
        return connection == null ? Map.of() : connection.variables();
    }

    private static CredentialForm filled(
            Visit visit, Server server, CredentialForm form, @Nullable Connection connection, List<Problem> problems) {
        CredentialScheme scheme = server.schemes().get(form.number());
        var fields = new ArrayList<>(new VariableFields(server, "" + form.number())
                .fields(VariableFields.before(server, scheme), chosen(connection), visit.form(), problems));
        form.fields().forEach(field -> fields.add(field.filled(Form.EMPTY, problems)));
        return new CredentialForm(form.number(), form.title(), fields);
    }

    /** The page's own path. */
    String path(Server server) {
        return "/servers/" + server.slug() + "/connection" + (shared ? "/shared" : "");
    }
}
