package dev.airlock.persistence.vault;

import dev.airlock.domain.identity.OrganizationId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Seals what belongs to an organization: AES-256-GCM under a data key of its own, itself wrapped by the operator's master key, so that either can be
 * replaced without touching the other. Opening reads the database only for a key that this node has not met yet. Thread-safe.
 */
public final class OrganizationSeal {
    private final DataKeys keys;
    private final SecureRandom random;

    OrganizationSeal(DataKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** A sealed text and the name of the key that opens it. */
    public record Sealed(UUID key, byte[] ciphertext) {}

    /** Seals a text for exactly this column of this row, under the organization's newest key, inside the transaction that stores it. */
    public Sealed seal(byte[] text, OrganizationId organization, String table, String column, UUID row) {
        return seal(text, organization, new SealedPlace(organization.value(), table, column, row, 0));
    }

    /** Opens a text; fails where the row is not the one it was sealed for, or a byte of it was changed. */
    public byte[] open(Sealed sealed, OrganizationId organization, String table, String column, UUID row)
            throws GeneralSecurityException {
        return open(sealed, organization, new SealedPlace(organization.value(), table, column, row, 0));
    }

    Sealed seal(byte[] text, OrganizationId organization, SealedPlace place) {
        DataKeys.Id id = keys.current(organization);
        try {
            return new Sealed(id.value(), keys.key(id).seal(text, place.bytes(), random));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key of organization " + organization + " does not open", e);
        }
    }

    byte[] open(Sealed sealed, OrganizationId organization, SealedPlace place) throws GeneralSecurityException {
        return keys.key(new DataKeys.Id(organization, sealed.key)).open(sealed.ciphertext, place.bytes());
    }
}
