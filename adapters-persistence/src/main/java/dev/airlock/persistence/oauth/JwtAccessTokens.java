package dev.airlock.persistence.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.Scopes;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.InstallationSeal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Access tokens signed with ES256, in the profile of RFC 9068, by keys that all nodes share. */
public final class JwtAccessTokens implements AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String GRANT = "grant_id";

    private final SigningKeys keys;
    private final Resources resources;
    private final Supplier<UUID> ids;

    /** Makes tokens; the private keys are kept in the database under the seal. */
    public JwtAccessTokens(
            Transactions transactions,
            InstallationSeal seal,
            Resources resources,
            InstantSource clock,
            SecureRandom random,
            Supplier<UUID> ids) {
        this.keys = new SigningKeys(transactions, seal, clock, random, ids);
        this.resources = resources;
        this.ids = ids;
    }

    @Override
    public String sign(Grant grant, Instant now, Instant expiresAt) {
        ECKey key = keys.signing();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(resources.issuer())
                .subject(grant.user().toString())
                .audience(resources.url(grant.resource()))
                .claim("client_id", grant.client().value())
                .claim("scope", Scopes.of(grant.access()))
                .claim(GRANT, grant.id().toString())
                .jwtID(ids.get().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key for ES256 signs with ES256", e);
        }
        return token.serialize();
    }

    @Override
    public @Nullable Claims verify(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            return isOurs(parsed) ? claims(parsed.getJWTClaimsSet()) : null;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The header chooses among our keys and nothing else: neither an algorithm nor a place to find keys. */
    private boolean isOurs(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())) {
            return false;
        }
        ECKey key = keys.find(header.getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key));
    }

    private @Nullable Claims claims(JWTClaimsSet claims) throws ParseException {
        List<String> audience = claims.getAudience();
        Date issuedAt = claims.getIssueTime();
        Date expiresAt = claims.getExpirationTime();
        String grant = claims.getStringClaim(GRANT);
        return !resources.issuer().equals(claims.getIssuer())
                        || audience.size() != 1
                        || issuedAt == null
                        || expiresAt == null
                        || grant == null
                ? null
                : new Claims(GrantId.of(grant), audience.getFirst(), issuedAt.toInstant(), expiresAt.toInstant());
    }

    @Override
    public Json.Obj keys() {
        List<Json> published = new ArrayList<>();
        for (ECKey key : keys.all()) {
            published.add(json(key.toPublicJWK().toJSONString()));
        }
        return Json.object().put("keys", new Json.Arr(published)).build();
    }

    private static Json json(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("a library writes JSON", e);
        }
    }
}
