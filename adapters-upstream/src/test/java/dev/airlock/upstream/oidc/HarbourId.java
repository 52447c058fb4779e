package dev.airlock.upstream.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider on loopback that lies where a test tells it to. */
final class HarbourId implements AutoCloseable {
    static final RSAKey KEY = key();

    private final HttpServer server;
    String nonce = "";
    String issuer;
    String authorizationEndpoint;
    UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build();
    JWSSigner signer = signer();

    @Nullable
    String plainToken;

    Json.Obj userInfo = Json.Obj.EMPTY;
    String tokenRequest = "";
    String tokenAuthorization = "";

    HarbourId() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(KEY).toString(true)));
        server.createContext("/userinfo", exchange -> answer(exchange, 200, text(userInfo)));
        server.createContext("/token", this::token);
        server.start();
        issuer = address().toString();
        authorizationEndpoint = issuer + "/authorize";
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String metadata() {
        return text(Json.object()
                .put("issuer", issuer)
                .put("authorization_endpoint", authorizationEndpoint)
                .put("token_endpoint", address() + "/token")
                .put("jwks_uri", address() + "/keys")
                .put("userinfo_endpoint", address() + "/userinfo")
                .build());
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        tokenAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean good = tokenRequest.contains("code=good");
        answer(
                exchange,
                good ? 200 : 400,
                good ? "{\"access_token\":\"a\",\"id_token\":\"" + idToken() + "\"}" : "{\"error\":\"invalid_grant\"}");
    }

    private String idToken() {
        if (plainToken != null) {
            return plainToken;
        }
        Instant now = Instant.now();
        var usual = new JWTClaimsSet.Builder()
                .issuer(address().toString())
                .subject("ada-7")
                .audience("airlock")
                .claim("nonce", nonce)
                .claim("email", "ada@example.com")
                .claim("email_verified", true)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        try {
            var token = new SignedJWT(header, claims.apply(usual).build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Json.Obj json) {
        return new String(JsonWriter.write(json), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer() {
        try {
            return new RSASSASigner(KEY);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
