package dev.airlock.application.oauth;

import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Secrets;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint (OAuth 2.1, section 4.1): understands what a client asks, and answers it once the person has decided. */
public final class AuthorizeClient {
    private static final List<String> PARAMETERS = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "code_challenge",
            "code_challenge_method",
            "resource",
            "scope",
            "state");

    private final Gate gate;
    private final ClientDirectory directory;
    private final Grants grants;
    private final ServerSnapshots servers;
    private final Resources resources;
    private final Secrets secrets;
    private final OAuthSettings settings;

    /** Makes the verb. */
    public AuthorizeClient(
            Gate gate,
            ClientDirectory directory,
            Grants grants,
            ServerSnapshots servers,
            Resources resources,
            Secrets secrets,
            OAuthSettings settings) {
        this.gate = gate;
        this.directory = directory;
        this.grants = grants;
        this.servers = servers;
        this.resources = resources;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** What a request turned out to be. */
    public sealed interface Understanding {
        /** The person is to be asked. */
        record Asked(AuthorizationRequest request) implements Understanding {}

        /**
         * The client asked wrongly.
         *
         * @param location the URL that tells the client
         */
        record Refused(OAuthClient client, RedirectUri redirect, OAuthError error, String location)
                implements Understanding {}

        /** The person is told: who asks, or where the answer should go, is not certain enough to send the browser anywhere. */
        record Unanswerable(String problem) implements Understanding {}
    }

    /** Understands the parameters of a request. */
    public Understanding understand(Map<String, List<String>> parameters) {
        for (String name : PARAMETERS) {
            if (all(parameters, name).size() > 1 && !name.equals("resource")) {
                return new Understanding.Unanswerable("the parameter " + name + " is given twice");
            }
        }
        String id = one(parameters, "client_id");
        if (id == null || !ClientId.isValid(id)) {
            return new Understanding.Unanswerable("the parameter client_id is missing or malformed");
        }
        return switch (directory.find(new ClientId(id))) {
            case ClientDirectory.Found.Nobody(String problem) -> new Understanding.Unanswerable(problem);
            case ClientDirectory.Found.Client(OAuthClient client) -> understand(client, parameters);
        };
    }

    private Understanding understand(OAuthClient client, Map<String, List<String>> parameters) {
        String redirect = redirect(client, one(parameters, "redirect_uri"));
        if (redirect == null) {
            return new Understanding.Unanswerable(
                    "the parameter redirect_uri is missing, or is none of those that the client has registered");
        }
        String state = one(parameters, "state");
        OAuthError fault = fault(parameters);
        if (fault != null) {
            String location = Redirection.withError(redirect, fault, state, resources.issuer());
            return new Understanding.Refused(client, new RedirectUri(redirect), fault, location);
        }
        String resource = one(parameters, "resource");
        String scope = one(parameters, "scope");
        return new Understanding.Asked(new AuthorizationRequest(
                client,
                new RedirectUri(redirect),
                new CodeChallenge(String.valueOf(one(parameters, "code_challenge"))),
                resource == null ? null : resources.find(resource),
                Scopes.asked(scope == null ? "" : scope),
                state));
    }

    private static @Nullable String redirect(OAuthClient client, @Nullable String asked) {
        if (asked != null) {
            return client.mayBeAnsweredAt(asked) ? asked : null;
        }
        RedirectUri first = client.redirects().getFirst();
        return client.redirects().size() == 1 && !first.isLoopback() ? first.value() : null;
    }

    private @Nullable OAuthError fault(Map<String, List<String>> parameters) {
        if (!"code".equals(one(parameters, "response_type"))) {
            return new OAuthError("unsupported_response_type", "the response_type is code");
        }
        String challenge = one(parameters, "code_challenge");
        if (!CodeChallenge.METHOD.equals(one(parameters, "code_challenge_method"))
                || challenge == null
                || !CodeChallenge.isValid(challenge)) {
            return OAuthError.invalidRequest("a code_challenge with the code_challenge_method S256 is needed");
        }
        List<String> named = all(parameters, "resource");
        if (named.size() > 1 || (named.size() == 1 && resources.find(named.getFirst()) == null)) {
            return OAuthError.invalidTarget("the resource is the URL of one MCP endpoint of this Airlock");
        }
        return null;
    }

    /** Allows the client what the person chose, and returns the URL that takes the code to it. */
    public Result<String> allow(Caller caller, AuthorizationRequest request, McpResource resource, Access access) {
        var detail = detail(request)
                .put("resource", resource.path())
                .put("access", access.name())
                .build();
        String server = resource.server() == null ? null : resource.server().value();
        return gate.admit(
                caller,
                new Act("client.authorize", Role.MEMBER, server, detail),
                admission -> reaches(caller, resource)
                        ? Result.done(issue(admission, request, resource, access))
                        : Result.refused(new Refusal.NotFound("there is no such MCP server in "
                                + caller.organization().name() + ", or you may not use it")));
    }

    /** Returns whether the caller may use the endpoint; one that does not exist looks like one that is not theirs. */
    public boolean reaches(Caller caller, McpResource resource) {
        return caller.organization().slug().equals(resource.organization())
                && (resource.server() == null || servers.find(caller, resource.server()) != null);
    }

    private String issue(Admission admission, AuthorizationRequest request, McpResource resource, Access access) {
        var grant = new Grant(
                admission.organization(),
                new GrantId(admission.newId()),
                admission.caller().user(),
                request.client().id(),
                request.client().name(),
                resource,
                access,
                admission.now(),
                admission.now().plus(settings.grantLifetime()));
        String code = secrets.next("airlock_code_");
        grants.addCode(
                admission,
                SecretHash.of(code),
                grant,
                new Grants.CodeTerms(request.redirect().value(), request.challenge()));
        return Redirection.withCode(request.redirect().value(), code, request.state(), resources.issuer());
    }

    /** Returns the URL that tells the client of the person's refusal. */
    public Result<String> deny(Caller caller, AuthorizationRequest request) {
        McpResource resource = request.resource();
        var detail = detail(request)
                .put("resource", resource == null ? null : resource.path())
                .build();
        return gate.admit(
                caller,
                new Act("client.refuse", Role.MEMBER, null, detail),
                admission -> Result.done(Redirection.withError(
                        request.redirect().value(),
                        new OAuthError("access_denied", "the person did not allow it"),
                        request.state(),
                        resources.issuer())));
    }

    private static Json.ObjBuilder detail(AuthorizationRequest request) {
        return Json.object()
                .put("client", request.client().name())
                .put("clientId", request.client().id().value())
                .put("redirect", request.redirect().destination());
    }

    private static List<String> all(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private static @Nullable String one(Map<String, List<String>> parameters, String name) {
        List<String> values = all(parameters, name);
        return values.isEmpty() ? null : values.getFirst();
    }
}
