package dev.airlock.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.ClientAuthentication;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.net.UrlTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's authorization server; what is left out is as the standard has it. */
record OAuthServiceBody(
        @Nullable FlowName flow,
        @Nullable String authorizationUrl,
        @Nullable String tokenUrl,
        @Nullable List<@Nullable ScopeBody> scopes,
        @Nullable String separator,
        @Nullable Boolean pkce,
        @Nullable Proof clientAuthentication,
        @Nullable Map<String, String> parameters) {
    /** How tokens are come by. */
    enum FlowName {
        @JsonProperty("authorizationCode")
        AUTHORIZATION_CODE,
        @JsonProperty("clientCredentials")
        CLIENT_CREDENTIALS
    }

    /** How Airlock proves who it is. */
    enum Proof {
        @JsonProperty("basic")
        BASIC,
        @JsonProperty("post")
        POST
    }

    /** What may be asked for. */
    record ScopeBody(@Nullable String name, @Nullable String description) {}

    static OAuthServiceBody of(OAuthService service) {
        return new OAuthServiceBody(
                FlowName.valueOf(service.flow().name()),
                service.authorizationUrl() == null
                        ? null
                        : service.authorizationUrl().toString(),
                service.tokenUrl().toString(),
                service.scopes().stream()
                        .<@Nullable ScopeBody>map(scope -> new ScopeBody(scope.name(), scope.description()))
                        .toList(),
                service.separator(),
                service.pkce(),
                Proof.valueOf(service.clientAuthentication().name()),
                service.parameters());
    }

    OAuthService service() {
        Flow how = flow == FlowName.CLIENT_CREDENTIALS ? Flow.CLIENT_CREDENTIALS : Flow.AUTHORIZATION_CODE;
        UrlTemplate tokens = Input.required("authentication.service.tokenUrl", tokenUrl, UrlTemplate::of);
        UrlTemplate asking =
                Input.optional("authentication.service.authorizationUrl", authorizationUrl, UrlTemplate::of);
        List<OAuthService.Scope> offered = Input.list("authentication.service.scopes", scopes).stream()
                .map(OAuthServiceBody::scope)
                .toList();
        try {
            return new OAuthService(
                    how,
                    asking,
                    tokens,
                    offered,
                    separator == null ? " " : separator,
                    pkce == null || pkce,
                    clientAuthentication == Proof.BASIC ? ClientAuthentication.BASIC : ClientAuthentication.POST,
                    parameters == null ? Map.of() : parameters);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("authentication.service", String.valueOf(e.getMessage()));
        }
    }

    private static OAuthService.Scope scope(ScopeBody body) {
        String description = body.description();
        return Input.required(
                "authentication.service.scopes.name",
                body.name(),
                name -> new OAuthService.Scope(name, description == null ? "" : description));
    }
}
