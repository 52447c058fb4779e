package dev.airlock.upstream.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** Checks ID tokens (OpenID Connect Core 1.0, section 3.1.3.7). */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Set<String> REQUIRED = Set.of("sub", "exp", "iat");

    private final OpenIdProvider provider;
    private final Published published;
    private final InstantSource clock;

    IdTokens(OpenIdProvider provider, Published published, InstantSource clock) {
        this.provider = provider;
        this.published = published;
        this.clock = clock;
    }

    /** Returns what the token states; fails where it is not this provider's, not for us, not for this attempt, or over. */
    JWTClaimsSet check(String token, String nonce) throws ProviderException {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS,
                    new ImmutableJWKSet<>(published.keys(signed.getHeader().getKeyID()))));
            processor.setJWTClaimsSetVerifier(verifier(nonce));
            JWTClaimsSet claims = processor.process(signed, null);
            String party = claims.getStringClaim("azp");
            if (party != null
                    ? !party.equals(provider.clientId())
                    : claims.getAudience().size() > 1) {
                throw new ProviderException("its statement is for somebody else");
            }
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new ProviderException("its statement cannot be believed: " + e.getMessage());
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier(String nonce) {
        var exact = new JWTClaimsSet.Builder()
                .issuer(provider.issuer().toString())
                .claim("nonce", nonce)
                .build();
        return new DefaultJWTClaimsVerifier<>(provider.clientId(), exact, REQUIRED) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
    }
}
