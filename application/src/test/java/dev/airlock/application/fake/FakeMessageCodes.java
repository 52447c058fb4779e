package dev.airlock.application.fake;

import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.digest.Hmac;
import java.util.Base64;

/** Codes under one key that everybody knows. */
public final class FakeMessageCodes implements MessageCodes {
    private static final byte[] KEY = new byte[32];

    @Override
    public String code(byte[] message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(KEY, message));
    }

    @Override
    public boolean matches(byte[] message, String code) {
        return code.equals(code(message));
    }
}
