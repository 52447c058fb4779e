package dev.airlock.upstream.http;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.ReservedHeaders;
import dev.airlock.domain.connection.Credential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request with its credential in place; made for the moment of sending and never kept. */
record CredentialedRequest(String target, List<Header> headers) {
    private static final Header ACCEPT = new Header("Accept", "application/json, text/*;q=0.9, */*;q=0.8");
    private static final Header ACCEPT_ENCODING = new Header("Accept-Encoding", "gzip, br;q=0.5");
    private static final Header USER_AGENT = new Header("User-Agent", "Airlock");

    /** A request that carries nothing of the caller's: no header and no credential. */
    static CredentialedRequest bare(String target) {
        return new CredentialedRequest(target, List.of(ACCEPT, USER_AGENT, ACCEPT_ENCODING));
    }

    /** Puts the credential where its kind belongs. A credential that no header can carry is an {@link IllegalArgumentException}. */
    static CredentialedRequest of(OutgoingRequest request, @Nullable Credential credential) {
        var headers = new ArrayList<>(request.headers());
        addUnlessSet(headers, ACCEPT);
        addUnlessSet(headers, USER_AGENT);
        headers.add(ACCEPT_ENCODING);
        String target = request.target();
        switch (credential) {
            case null -> {}
            case Credential.Bearer(String token) -> headers.add(header("Authorization", "Bearer " + token));
            case Credential.OAuth oauth -> headers.add(header("Authorization", "Bearer " + oauth.accessToken()));
            case Credential.Basic basic -> headers.add(header("Authorization", "Basic " + base64(basic)));
            case Credential.ApiKey key -> target = withKey(target, headers, key);
            case Credential.ApiKeys(List<Credential.ApiKey> keys) -> {
                for (Credential.ApiKey key : keys) {
                    target = withKey(target, headers, key);
                }
            }
        }
        return new CredentialedRequest(target, headers);
    }

    private static String withKey(String target, List<Header> headers, Credential.ApiKey key) {
        String name = key.place().name();
        switch (key.place().location()) {
            case HEADER -> replace(headers, keyHeader(name, key.value()));
            case COOKIE ->
                addCookie(
                        headers,
                        Percent.encode(name) + "="
                                + header("Cookie", key.value()).value());
            case QUERY -> {
                return withQuery(target, Percent.encode(name) + "=" + Percent.encode(key.value()));
            }
        }
        return target;
    }

    static String base64(Credential.Basic basic) {
        String pair = basic.username() + ":" + basic.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void addUnlessSet(List<Header> headers, Header header) {
        if (headers.stream().noneMatch(present -> present.name().equalsIgnoreCase(header.name()))) {
            headers.add(header);
        }
    }

    private static Header header(String name, String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the credential has characters that no header can carry");
        }
        return new Header(name, value);
    }

    private static Header keyHeader(String name, String value) {
        if (ReservedHeaders.contains(name) && !name.equalsIgnoreCase("Authorization")) {
            throw new IllegalArgumentException("no credential can be sent in the header " + name);
        }
        return header(name, value);
    }

    private static void replace(List<Header> headers, Header header) {
        headers.removeIf(present -> present.name().equalsIgnoreCase(header.name()));
        headers.add(header);
    }

    private static void addCookie(List<Header> headers, String cookie) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).name().equals("Cookie")) {
                headers.set(i, new Header("Cookie", headers.get(i).value() + "; " + cookie));
                return;
            }
        }
        headers.add(new Header("Cookie", cookie));
    }

    /** An address that an API redirects to may have the key already. */
    private static String withQuery(String target, String pair) {
        return target.endsWith(pair) ? target : target + (target.indexOf('?') < 0 ? "?" : "&") + pair;
    }
}
