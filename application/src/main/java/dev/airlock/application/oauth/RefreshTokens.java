package dev.airlock.application.oauth;

import dev.airlock.domain.digest.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Refresh tokens and their successors. A successor is derived from its predecessor and a salt that is stored: whoever presents the predecessor
 * again can be given the same successor again, although only hashes are kept; the salt alone leads nowhere.
 */
final class RefreshTokens {
    static final String PREFIX = "airlock_rt_";

    private RefreshTokens() {}

    static String successor(String token, String salt) {
        byte[] derived =
                Hmac.of(token.getBytes(StandardCharsets.UTF_8), ("successor " + salt).getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    }
}
