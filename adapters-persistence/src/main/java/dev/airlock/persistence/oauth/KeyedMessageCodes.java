package dev.airlock.persistence.oauth;

import com.nimbusds.jose.jwk.ECKey;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.digest.Hmac;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.InstallationSeal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/** HMAC-SHA-256 under keys that are derived from those that sign access tokens: all nodes have them, and they are replaced in time. */
public final class KeyedMessageCodes implements MessageCodes {
    private static final byte[] PURPOSE = "airlock message codes 1".getBytes(StandardCharsets.US_ASCII);

    private final SigningKeys keys;

    /** Makes codes; the private keys are kept in the database under the seal. */
    public KeyedMessageCodes(
            Transactions transactions,
            InstallationSeal seal,
            InstantSource clock,
            SecureRandom random,
            Supplier<UUID> ids) {
        this.keys = new SigningKeys(transactions, seal, clock, random, ids);
    }

    @Override
    public String code(byte[] message) {
        return code(keys.signing(), message);
    }

    @Override
    public boolean matches(byte[] message, String code) {
        byte[] presented = code.getBytes(StandardCharsets.UTF_8);
        return keys.all().stream()
                .anyMatch(key ->
                        MessageDigest.isEqual(presented, code(key, message).getBytes(StandardCharsets.UTF_8)));
    }

    private static String code(ECKey key, byte[] message) {
        byte[] derived = Hmac.of(key.getD().decode(), PURPOSE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(derived, message));
    }
}
