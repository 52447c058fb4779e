package dev.airlock.persistence.vault;

import dev.airlock.application.connection.SealBrokenException;
import dev.airlock.application.connection.Vault;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.persistence.transaction.Transactions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The vault on PostgreSQL: AES-256-GCM under a data key for each organization, itself wrapped by the operator's master key, so that either can be
 * replaced without touching the other. Opening reads the database only for a key that this node has not met yet. Thread-safe.
 */
public final class EnvelopeVault implements Vault {
    private final DataKeys keys;
    private final SecureRandom random;

    private EnvelopeVault(DataKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /**
     * Opens the vault.
     *
     * @param ids names data keys
     * @throws UnusableKeyException if the database was sealed with another master key; nothing is changed then
     */
    public static EnvelopeVault open(Transactions transactions, MasterKey key, SecureRandom random, Supplier<UUID> ids)
            throws UnusableKeyException {
        KeyCheck.pass(transactions, key);
        return new EnvelopeVault(new DataKeys(transactions, key, random, ids), random);
    }

    @Override
    public SealedCredential seal(Place place, Credential credential) {
        DataKeys.Id id = keys.current(place.organization());
        byte[] text = CredentialJson.write(credential);
        try {
            return new SealedCredential(id.value().toString(), keys.key(id).seal(text, bytes(place), random));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the data key of organization " + place.organization() + " does not open", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public Credential open(Connection connection) throws SealBrokenException {
        SealedCredential sealed = connection.sealed();
        try {
            var id = new DataKeys.Id(connection.organization(), UUID.fromString(sealed.keyId()));
            var place = new Place(connection.organization(), connection.id(), connection.version());
            return read(keys.key(id).open(sealed.ciphertext(), bytes(place)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealBrokenException("the credential of connection " + connection.id() + " does not open", e);
        }
    }

    private static Credential read(byte[] text) {
        try {
            return CredentialJson.read(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static byte[] bytes(Place place) {
        return new SealedPlace(
                        place.organization().value(),
                        "connection",
                        "ciphertext",
                        place.connection().value(),
                        place.version())
                .bytes();
    }
}
