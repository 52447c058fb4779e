package dev.airlock.http;

import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets exceptions that nobody expected: the log gets everything under an incident id, the caller gets the id alone. Thread-safe. */
public final class FaultMapper {
    private static final Logger LOG = LoggerFactory.getLogger(FaultMapper.class);

    private final Supplier<UUID> ids;

    /** Makes the mapper; every incident takes one id. */
    public FaultMapper(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** Logs the fault and returns what the caller may be told. */
    public String meet(String where, RuntimeException fault) {
        UUID incident = ids.get();
        LOG.error("incident {} in {}", incident, where, fault);
        return "Airlock failed; its log has the cause under incident " + incident;
    }
}
