package dev.airlock.persistence.vault;

import dev.airlock.application.connection.SealBrokenException;
import dev.airlock.application.connection.Vault;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.SealedCredential;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;

/** The vault on PostgreSQL: each credential under its organization's data key, bound to the connection and version that it belongs to. Thread-safe. */
public final class EnvelopeVault implements Vault {
    private final OrganizationSeal seal;

    /** Makes the vault. */
    public EnvelopeVault(OrganizationSeal seal) {
        this.seal = seal;
    }

    @Override
    public SealedCredential seal(Place place, Credential credential) {
        byte[] text = CredentialJson.write(credential);
        try {
            OrganizationSeal.Sealed sealed = seal.seal(text, place.organization(), sealedPlace(place));
            return new SealedCredential(sealed.key().toString(), sealed.ciphertext());
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public Credential open(Connection connection) throws SealBrokenException {
        SealedCredential sealed = connection.sealed();
        try {
            var place = new Place(connection.organization(), connection.id(), connection.version());
            return read(seal.open(
                    new OrganizationSeal.Sealed(UUID.fromString(sealed.keyId()), sealed.ciphertext()),
                    connection.organization(),
                    sealedPlace(place)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealBrokenException("the credential of connection " + connection.id() + " does not open", e);
        }
    }

    @Override
    public SealedCredential sealSecret(ClientPlace place, String secret) {
        byte[] text = secret.getBytes(StandardCharsets.UTF_8);
        try {
            OrganizationSeal.Sealed sealed = seal.seal(text, place.organization(), sealedPlace(place));
            return new SealedCredential(sealed.key().toString(), sealed.ciphertext());
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public String openSecret(ClientPlace place, SealedCredential sealed) throws SealBrokenException {
        try {
            byte[] text = seal.open(
                    new OrganizationSeal.Sealed(UUID.fromString(sealed.keyId()), sealed.ciphertext()),
                    place.organization(),
                    sealedPlace(place));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealBrokenException("the registration at server " + place.server() + " does not open", e);
        }
    }

    private static SealedPlace sealedPlace(ClientPlace place) {
        return new SealedPlace(
                place.organization().value(),
                "service_client",
                "ciphertext",
                place.server().value(),
                place.version());
    }

    private static Credential read(byte[] text) {
        try {
            return CredentialJson.read(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static SealedPlace sealedPlace(Place place) {
        return new SealedPlace(
                place.organization().value(),
                "connection",
                "ciphertext",
                place.connection().value(),
                place.version());
    }
}
