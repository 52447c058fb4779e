package dev.airlock.application.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Refresh tokens and their successors. A successor is derived from its predecessor and a salt that is stored: whoever presents the predecessor
 * again can be given the same successor again, although only hashes are kept; the salt alone leads nowhere.
 */
final class RefreshTokens {
    static final String PREFIX = "airlock_rt_";

    private RefreshTokens() {}

    static String successor(String token, String salt) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal(("successor " + salt).getBytes(StandardCharsets.UTF_8));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
