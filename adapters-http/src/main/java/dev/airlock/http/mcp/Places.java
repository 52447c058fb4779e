package dev.airlock.http.mcp;

import dev.airlock.domain.identity.UserId;
import java.util.HashMap;
import java.util.Map;

/** How many of something there may be at once: of one user, and of all. Thread-safe. */
final class Places {
    private final int total;
    private final int perUser;
    private final Map<UserId, Integer> taken = new HashMap<>();
    private int open;

    Places(int total, int perUser) {
        this.total = total;
        this.perUser = perUser;
    }

    /** Takes a place; false where there is none. */
    synchronized boolean take(UserId user) {
        int mine = taken.getOrDefault(user, 0);
        if (open >= total || mine >= perUser) {
            return false;
        }
        open++;
        taken.put(user, mine + 1);
        return true;
    }

    /** Gives a place back. */
    synchronized void giveBack(UserId user) {
        open--;
        taken.compute(user, (key, mine) -> mine == null || mine == 1 ? null : mine - 1);
    }
}
