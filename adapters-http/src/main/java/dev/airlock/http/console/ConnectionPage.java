package dev.airlock.http.console;

import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.server.Server;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page of a connection: a person's own, or the one that is shared by all who have none. */
final class ConnectionPage {
    private final Console console;
    private final boolean shared;

    ConnectionPage(Console console, boolean shared) {
        this.console = console;
        this.shared = shared;
    }

    /** What the page shows; it has no field for a secret. */
    record Model(
            String server,
            String slug,
            String origin,
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
            @Nullable ByOAuth oauth,
            List<CredentialForm> forms,
            Problems.@Nullable Alert alert) {
        boolean nothing() {
            return oauth == null && forms.isEmpty();
        }
    }

    /** Signing in at the service. */
    record ByOAuth(boolean person, boolean ready, List<Choice> scopes) {
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
                server.origin(),
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
                service == null ? null : byOAuth(visit, server, service),
                CredentialForm.of(server.schemes()).stream()
                        .map(form -> filled(form, problems))
                        .toList(),
                Problems.alert(problems));
        String title = (shared ? "Shared connection to " : "Your connection to ") + server.name();
        Response page = visit.page(status, "connection.mustache", title, model);
        if (service != null && service.authorizationUrl() != null) {
            page.getHeaders()
                    .putSingle(
                            SecurityHeaders.POLICY,
                            SecurityHeaders.policy(Objects.requireNonNull(service.authorizationUrl())));
        }
        return page;
    }

    private ByOAuth byOAuth(Visit visit, Server server, OAuthService service) {
        ServiceClient client = console.verbs().registerService().find(visit.caller(), server);
        List<Choice> scopes = service.scopes().stream()
                .map(scope -> new Choice(
                        scope.name(),
                        scope.description().isEmpty() ? scope.name() : scope.name() + ": " + scope.description(),
                        "",
                        true))
                .toList();
        return new ByOAuth(service.flow() == Flow.AUTHORIZATION_CODE, client != null, scopes);
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

    private static CredentialForm filled(CredentialForm form, List<Problem> problems) {
        List<Field> fields = form.fields().stream()
                .map(field -> field.filled(Form.EMPTY, problems))
                .toList();
        return new CredentialForm(form.number(), form.title(), fields);
    }

    /** The page's own path. */
    String path(Server server) {
        return "/servers/" + server.slug() + "/connection" + (shared ? "/shared" : "");
    }
}
