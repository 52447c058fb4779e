package dev.airlock.http.oauth;

import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.application.oauth.Resources;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.AllowedOrigins;
import dev.airlock.http.web.Cors;
import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;

/** The endpoints of the authorization server, put together: servlets whose threads may block. */
public final class OAuthEndpoints {
    private final Cors cors;
    private final FaultMapper faults;
    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();

    /** Makes the endpoints. */
    public OAuthEndpoints(
            OAuthVerbs verbs, Resources resources, OAuthSettings settings, AllowedOrigins origins, FaultMapper faults) {
        this.cors = new Cors(origins);
        this.faults = faults;
        var metadata = new MetadataEndpoint(resources.issuer(), settings.clientDocuments());
        var token = new TokenEndpoint(verbs.issueAccessToken());
        var registration = new RegistrationEndpoint(verbs.registerClient());
        open("GET", Paths.METADATA + "/*", metadata);
        open("GET", Paths.OPENID_METADATA + "/*", metadata);
        open("GET", Resources.METADATA + "/*", new ResourceMetadataEndpoint(resources));
        open("GET", Paths.KEYS, new KeysEndpoint(verbs.accessTokens()));
        open("POST", Paths.REGISTER, registration);
        open("POST", Paths.TOKEN, token);
        open("POST", Paths.REVOKE, new RevocationEndpoint(verbs.revokeGrant()));
        // Some clients do not look for metadata, and take these for granted.
        open("POST", "/register", registration);
        open("POST", "/token", token);
    }

    private void open(String method, String path, Endpoint endpoint) {
        servlets.put(path, new OAuthServlet(method, endpoint, cors, faults));
    }

    /** The servlets by the paths to which they belong. */
    public Map<String, HttpServlet> servlets() {
        return Map.copyOf(servlets);
    }
}
