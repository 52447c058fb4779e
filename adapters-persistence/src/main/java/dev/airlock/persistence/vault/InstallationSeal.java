package dev.airlock.persistence.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Seals what belongs to the installation rather than to an organization, directly under the master key. */
public final class InstallationSeal {
    private final MasterKeys keys;
    private final SecureRandom random;

    InstallationSeal(MasterKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** Seals a text for exactly this column of this row, which the handle's transaction stores. */
    public byte[] seal(Handle handle, byte[] text, String table, String column, UUID row) {
        return keys.seal(handle, text, SealedPlace.ofInstallation(table, column, row), random);
    }

    /** Opens a text; fails where the row is not the one it was sealed for, or a byte of it was changed. */
    public byte[] open(byte[] sealed, String table, String column, UUID row) throws GeneralSecurityException {
        return keys.open(sealed, SealedPlace.ofInstallation(table, column, row));
    }
}
