package dev.airlock.application.call;

import dev.airlock.domain.call.Violation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.util.List;

/** Checks arguments against JSON Schema 2020-12. */
public interface ArgumentSchemas {
    /** Compiles a schema; references outside it are never followed. */
    Check compile(RawJson schema);

    /** A compiled schema. Thread-safe. */
    interface Check {
        /** Returns what is wrong with the arguments; empty where they fit. */
        List<Violation> violations(Json.Obj arguments);
    }
}
