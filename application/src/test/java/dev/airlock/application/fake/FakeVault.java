package dev.airlock.application.fake;

import dev.airlock.application.connection.SealBrokenException;
import dev.airlock.application.connection.Vault;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.SealedCredential;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps credentials in memory and hands out tickets; a ticket opens nothing but the place it was made for. */
public final class FakeVault implements Vault {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Record place, Object secret) {}

    @Override
    public SealedCredential seal(Place place, Credential credential) {
        return keep(place, credential);
    }

    @Override
    public SealedCredential sealSecret(ClientPlace place, String secret) {
        return keep(place, secret);
    }

    private SealedCredential keep(Record place, Object secret) {
        String ticket = "ticket " + (kept.size() + 1);
        kept.put(ticket, new Kept(place, secret));
        return new SealedCredential("memory", ticket.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Credential open(Connection connection) throws SealBrokenException {
        var place = new Place(connection.organization(), connection.id(), connection.version());
        return (Credential) found(place, connection.sealed());
    }

    @Override
    public String openSecret(ClientPlace place, SealedCredential sealed) throws SealBrokenException {
        return (String) found(place, sealed);
    }

    private Object found(Record place, SealedCredential sealed) throws SealBrokenException {
        Kept found = kept.get(new String(sealed.ciphertext(), StandardCharsets.UTF_8));
        if (found == null || !found.place.equals(place)) {
            throw new SealBrokenException("sealed for another row", new IllegalArgumentException(place.toString()));
        }
        return found.secret;
    }
}
