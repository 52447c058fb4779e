package dev.airlock.persistence.vault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which running nodes have which master key: each node holds, as long as it lives, an advisory lock of its own kind for itself and for each of its keys. */
public final class KeyHolders {
    /** Any number but the same in every version. */
    private static final int KIND = 0x6b657973;

    /** What a node claims whatever its keys are; no key is known by this. */
    private static final int NODE = 0;

    private KeyHolders() {}

    /** The statements by which a node says which keys it has; they hold until its connection ends. */
    public static List<String> claims(MasterKeys keys) {
        var claims = new ArrayList<>(List.of(claim(NODE)));
        keys.all().forEach(key -> claims.add(claim(number(key))));
        return claims;
    }

    /** Counts the nodes that are running without this key. */
    static int without(Handle handle, MasterKey key) {
        String sql = """
                with claim as (
                    select pid, objid from pg_locks
                    where locktype = 'advisory' and objsubid = 2 and classid = :kind and granted
                        and database = (select oid from pg_database where datname = current_database()))
                select count(*) from claim node
                where objid = :node and not exists (select from claim c where c.pid = node.pid and c.objid = :key)
                """;
        return handle.createQuery(sql)
                .bind("kind", KIND)
                .bind("node", NODE)
                .bind("key", number(key))
                .mapTo(int.class)
                .one();
    }

    private static String claim(int number) {
        return "select pg_advisory_lock_shared(" + KIND + ", " + number + ")";
    }

    /** Positive, as a lock's number is shown unsigned. */
    private static int number(MasterKey key) {
        return (ByteBuffer.wrap(key.check()).getInt() & Integer.MAX_VALUE) | 1;
    }
}
