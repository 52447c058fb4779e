package dev.airlock.http.oauth;

import dev.airlock.application.oauth.Scopes;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.McpResource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * What the authorization server can do (RFC 8414). Clients from before there was metadata of protected resources look for it under the path of the MCP
 * endpoint, so that it is there too.
 */
final class MetadataEndpoint implements Endpoint {
    private static final List<String> CLIENT_METHODS = List.of("none", "client_secret_basic", "client_secret_post");

    private final Reply metadata;

    MetadataEndpoint(String issuer, boolean clientDocuments) {
        this.metadata = Reply.of(200, metadata(issuer, clientDocuments));
    }

    @Override
    public Reply answer(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || McpResource.of(path) != null ? metadata : Reply.notFound();
    }

    private static Json.Obj metadata(String issuer, boolean clientDocuments) {
        return Json.object()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/oauth/authorize")
                .put("token_endpoint", issuer + Paths.TOKEN)
                .put("registration_endpoint", issuer + Paths.REGISTER)
                .put("revocation_endpoint", issuer + Paths.REVOKE)
                .put("jwks_uri", issuer + Paths.KEYS)
                .put("response_types_supported", Json.strings(List.of("code")))
                .put("response_modes_supported", Json.strings(List.of("query")))
                .put("grant_types_supported", Json.strings(RegistrationEndpoint.GRANT_TYPES))
                .put("code_challenge_methods_supported", Json.strings(List.of("S256")))
                .put("token_endpoint_auth_methods_supported", Json.strings(CLIENT_METHODS))
                .put("revocation_endpoint_auth_methods_supported", Json.strings(CLIENT_METHODS))
                .put("scopes_supported", Json.strings(Scopes.ALL))
                .put("authorization_response_iss_parameter_supported", true)
                .put("client_id_metadata_document_supported", clientDocuments)
                // Nobody gets an id token here, but clients that look under OpenID's name insist on these two.
                .put("subject_types_supported", Json.strings(List.of("public")))
                .put("id_token_signing_alg_values_supported", Json.strings(List.of("ES256")))
                .build();
    }
}
