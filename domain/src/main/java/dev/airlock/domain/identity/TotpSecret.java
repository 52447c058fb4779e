package dev.airlock.domain.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Airlock and a person's authenticator app share (RFC 6238, as every app knows it: HMAC-SHA-1, six digits, thirty seconds). */
public final class TotpSecret {
    /** How many random bytes a secret has. */
    public static final int BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private final byte[] key;

    /** Takes the bytes. */
    public TotpSecret(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a secret has " + BYTES + " bytes");
        }
        this.key = key.clone();
    }

    /** The bytes. */
    public byte[] bytes() {
        return key.clone();
    }

    /** The secret as people type it. */
    public String text() {
        return Base32.encode(key);
    }

    /** The secret as apps read it from a picture. */
    public String uri(String account) {
        String label = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Airlock:" + label + "?secret=" + text() + "&issuer=Airlock";
    }

    /** Returns the time step whose code this is: the present one or, since clocks differ, a neighbour of it. */
    public OptionalLong stepOf(String code, Instant now) {
        long present = step(now);
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), typed))
                .findFirst();
    }

    /** The code of a time step. */
    public String code(long step) {
        byte[] mac = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 15;
        int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        return "%06d".formatted(number % MODULUS);
    }

    /** The time step of a moment. */
    public static long step(Instant at) {
        return at.getEpochSecond() / STEP_SECONDS;
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TotpSecret secret && MessageDigest.isEqual(key, secret.key);
    }

    @Override
    public int hashCode() {
        return TotpSecret.class.hashCode();
    }

    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}
