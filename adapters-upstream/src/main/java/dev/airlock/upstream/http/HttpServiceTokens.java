package dev.airlock.upstream.http;

import dev.airlock.application.connection.ServiceTokens;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.ClientAuthentication;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.upstream.http.Exchange.Budget;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Token endpoints over HTTP, through the same guard as calls. What the services do differently is understood: answers as forms, errors under a status
 * of 200, lifetimes as text.
 */
public final class HttpServiceTokens implements ServiceTokens {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(10), 64 * 1024);
    private static final int MAX_PROBLEM = 200;
    private static final int MAX_LIFETIME_DIGITS = 10;

    /** What asking again would not change (RFC 6749, section 5.2), and the words of services that have their own. */
    private static final Set<String> FINAL = Set.of(
            "invalid_grant",
            "invalid_client",
            "unauthorized_client",
            "invalid_request",
            "invalid_scope",
            "unsupported_grant_type",
            "access_denied",
            "bad_verification_code",
            "bad_refresh_token",
            "incorrect_client_credentials",
            "redirect_uri_mismatch");

    private final UpstreamClient client;

    /** Asks with this client. */
    public HttpServiceTokens(UpstreamClient client) {
        this.client = client;
    }

    @Override
    public Answer ask(OAuthService service, Identity identity, Proof proof) {
        var form = new LinkedHashMap<String, String>();
        switch (proof) {
            case Proof.Code(String code, String redirectUri, @Nullable String verifier) -> {
                form.put("grant_type", "authorization_code");
                form.put("code", code);
                form.put("redirect_uri", redirectUri);
                if (verifier != null) {
                    form.put("code_verifier", verifier);
                }
            }
            case Proof.Refresh(String token) -> {
                form.put("grant_type", "refresh_token");
                form.put("refresh_token", token);
            }
            case Proof.Client(List<String> scopes) -> {
                form.put("grant_type", "client_credentials");
                if (!scopes.isEmpty()) {
                    form.put("scope", String.join(service.separator(), scopes));
                }
            }
        }
        return exchange(service, identity, form, new Redaction(secrets(identity, proof)));
    }

    /** What a service may quote where it refuses: its words are stored, mailed and shown. */
    private static List<String> secrets(Identity identity, Proof proof) {
        Stream<@Nullable String> proofs = switch (proof) {
            case Proof.Code(String code, String redirectUri, @Nullable String verifier) -> Stream.of(code, verifier);
            case Proof.Refresh(String token) -> Stream.of(token);
            case Proof.Client client -> Stream.of();
        };
        return Stream.concat(Stream.ofNullable(identity.secret()), proofs)
                .filter(Objects::nonNull)
                .toList();
    }

    private Answer exchange(OAuthService service, Identity identity, Map<String, String> form, Redaction redaction) {
        var headers = new ArrayList<>(List.of(
                new Header("Content-Type", "application/x-www-form-urlencoded"),
                new Header("Accept", "application/json"),
                new Header("Accept-Encoding", "identity"),
                new Header("User-Agent", "Airlock"),
                // A connection that is kept keeps what was sent last in its buffers.
                new Header("Connection", "close")));
        String secret = identity.secret();
        if (secret != null && service.clientAuthentication() == ClientAuthentication.BASIC) {
            String pair = encode(identity.clientId()) + ":" + encode(secret);
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
            headers.add(new Header("Authorization", "Basic " + basic));
        } else {
            form.put("client_id", identity.clientId());
            if (secret != null) {
                form.put("client_secret", secret);
            }
        }
        byte[] body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        URI endpoint = service.tokenUrl().at(Map.of());
        return switch (client.exchange(
                UpstreamClient.host(endpoint), "POST", DocumentRequest.target(endpoint), headers, body, BUDGET)) {
            case Exchange.Failure(String problem, boolean sent) -> new Answer.Failed(problem);
            case Exchange.Answer answer -> read(answer, redaction);
        };
    }

    private static Answer read(Exchange.Answer answer, Redaction redaction) {
        Json.Obj said = answer.cut() == null ? object(answer.body()) : Json.Obj.EMPTY;
        Map<String, String> members = members(said);
        String accessToken = members.get("access_token");
        String error = members.get("error");
        if (answer.status() == 200 && error == null && accessToken != null && isHeaderText(accessToken)) {
            return new Answer.Issued(
                    accessToken,
                    members.get("refresh_token"),
                    lifetime(members.get("expires_in")),
                    withoutTokens(said));
        }
        if (error == null) {
            return new Answer.Failed(
                    "it answered " + Reasons.of(answer.status()) + " without a token that can be used");
        }
        String description = members.get("error_description");
        String words = description == null || description.isBlank() ? error : error + ": " + description;
        String problem = plain(redaction.apply(words));
        return FINAL.contains(error) && answer.status() < 500
                ? new Answer.Refused(problem)
                : new Answer.Failed(problem);
    }

    private static Json.Obj object(byte[] body) {
        try {
            return JsonReader.read(body) instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        } catch (JsonSyntaxException e) {
            var object = Json.object();
            form(new String(body, StandardCharsets.UTF_8)).forEach(object::put);
            return object.build();
        }
    }

    private static Json.Obj withoutTokens(Json.Obj answer) {
        var rest = new LinkedHashMap<>(answer.members());
        rest.keySet().removeAll(Set.of("access_token", "refresh_token", "id_token"));
        return new Json.Obj(rest);
    }

    private static Map<String, String> members(Json.Obj object) {
        var members = new LinkedHashMap<String, String>();
        object.members().forEach((name, value) -> {
            String text = Shape.text(value);
            if (text != null) {
                members.put(name, text);
            }
        });
        return members;
    }

    private static Map<String, String> form(String body) {
        var members = new LinkedHashMap<String, String>();
        for (String pair : body.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    members.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    return Map.of();
                }
            }
        }
        return members;
    }

    private static @Nullable Duration lifetime(@Nullable String seconds) {
        String whole = seconds == null ? "" : seconds.replaceFirst("\\.0*$", "");
        return whole.matches("[0-9]{1," + MAX_LIFETIME_DIGITS + "}") && Long.parseLong(whole) > 0
                ? Duration.ofSeconds(Long.parseLong(whole))
                : null;
    }

    private static boolean isHeaderText(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** A service's words, cut and without what could disturb a page or a log. */
    private static String plain(String words) {
        String line = words.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= MAX_PROBLEM ? line : line.substring(0, MAX_PROBLEM) + "…";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
