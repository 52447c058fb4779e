package dev.airlock.persistence.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key for AES-256-GCM. A sealed text is a format byte, the nonce, then ciphertext and tag. It never prints itself. */
final class SealingKey {
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** Found once: looking for it takes longer than opening a short text. */
    private static final Provider PROVIDER = provider();

    /** Bytes of a key. */
    static final int BYTES = 32;

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BITS / 8;

    private final SecretKeySpec key;

    SealingKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Makes a new random key. */
    static byte[] random(SecureRandom random) {
        var key = new byte[BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Seals a text for exactly this place. */
    byte[] seal(byte[] text, byte[] place, SecureRandom random) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place).doFinal(text);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** Opens a sealed text; fails where one bit of it, the place or the key is another. */
    byte[] open(byte[] sealed, byte[] place) throws GeneralSecurityException {
        if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
            throw new GeneralSecurityException("not in a form that this version seals");
        }
        int start = 1 + NONCE_BYTES;
        return cipher(Cipher.DECRYPT_MODE, sealed, 1, place).doFinal(sealed, start, sealed.length - start);
    }

    /** Returns whether this key opens the text in that place. */
    boolean opens(byte[] sealed, byte[] place) {
        try {
            Arrays.fill(open(sealed, place), (byte) 0);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonceSource, int offset, byte[] place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM, PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonceSource, offset, NONCE_BYTES));
        cipher.updateAAD(new byte[] {FORMAT});
        cipher.updateAAD(place);
        return cipher;
    }

    @Override
    public String toString() {
        return "SealingKey[hidden]";
    }
}
