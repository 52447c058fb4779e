package dev.airlock.upstream.openapi;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.ApiKey;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the API accepts credentials, in the order in which the document prefers them. */
final class SecuritySchemes {
    private static final int MAX_SCOPE = 300;

    private SecuritySchemes() {}

    static List<CredentialScheme> of(Json.Obj description, Document document, Warnings warnings)
            throws RefusedException {
        Json.Obj components = description.object("components");
        Json.Obj schemesByName = components == null ? null : components.object("securitySchemes");
        Json.Obj declared = schemesByName == null ? Json.Obj.EMPTY : schemesByName;
        var schemes = new LinkedHashSet<CredentialScheme>();
        for (String name : preferred(description, declared)) {
            Place place = Place.ROOT.then("components").then("securitySchemes").then(name);
            Json value = declared.get(name);
            Located scheme = value == null ? null : document.follow(new Located(value, place, place));
            Json.Obj declaredScheme =
                    scheme != null && scheme.value() instanceof Json.Obj object ? object : Json.Obj.EMPTY;
            CredentialScheme known = scheme(declaredScheme);
            if (known != null) {
                OAuthService service = oauth(declaredScheme);
                if (service != null) {
                    schemes.add(new CredentialScheme.OAuth(service));
                }
                schemes.add(known);
            } else if (value != null) {
                warnings.add(
                        place, "The security scheme " + Texts.quoted(name) + " is of a kind that is not supported");
            }
        }
        return List.copyOf(schemes);
    }

    private static Set<String> preferred(Json.Obj description, Json.Obj declared) {
        var names = new LinkedHashSet<String>();
        for (Json requirement : description.items("security")) {
            if (requirement instanceof Json.Obj object) {
                names.addAll(object.members().keySet());
            }
        }
        names.addAll(declared.members().keySet());
        return names;
    }

    private static @Nullable CredentialScheme scheme(Json.Obj scheme) {
        return switch (text(scheme, "type")) {
            case "oauth2", "openIdConnect" -> new CredentialScheme.Bearer();
            case "http" ->
                switch (Words.lower(text(scheme, "scheme"))) {
                    case "bearer" -> new CredentialScheme.Bearer();
                    case "basic" -> new CredentialScheme.Basic();
                    default -> null;
                };
            case "apiKey" -> apiKey(text(scheme, "in"), text(scheme, "name"));
            default -> null;
        };
    }

    /** Returns where people can be asked; null where the document names no such place, or one that is none. */
    private static @Nullable OAuthService oauth(Json.Obj scheme) {
        Json.Obj flows = scheme.object("flows");
        Json.Obj flow = flows != null
                ? flows.object("authorizationCode")
                // As Swagger 2.0 has it.
                : text(scheme, "flow").equals("accessCode") ? scheme : null;
        Json.Obj scopes = flow == null ? null : flow.object("scopes");
        if (flow == null) {
            return null;
        }
        try {
            return new OAuthService(
                    OAuthService.Flow.AUTHORIZATION_CODE,
                    UrlTemplate.of(text(flow, "authorizationUrl")),
                    UrlTemplate.of(text(flow, "tokenUrl")),
                    scopes == null
                            ? List.of()
                            : scopes.members().keySet().stream()
                                    .map(name ->
                                            new OAuthService.Scope(name, Texts.line(text(scopes, name), MAX_SCOPE)))
                                    .toList(),
                    " ",
                    true,
                    OAuthService.ClientAuthentication.POST,
                    Map.of());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable CredentialScheme apiKey(String in, String name) {
        if (!HeaderNames.isToken(name)
                && !(in.equals("query") && Texts.line(name, 100).equals(name) && !name.isEmpty())) {
            return null;
        }
        return switch (in) {
            case "header" -> new ApiKey(Location.HEADER, name);
            case "query" -> new ApiKey(Location.QUERY, name);
            case "cookie" -> new ApiKey(Location.COOKIE, name);
            default -> null;
        };
    }

    private static String text(Json.Obj object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
