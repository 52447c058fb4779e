package dev.airlock.bootstrap.demo;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money paid back on an order, in EUR. */
record Refund(
        String id,
        String orderId,
        BigDecimal amount,
        String reason,
        @Nullable String note,
        Instant refundedAt) {
    static final String CANCELLED = "CANCELLED";
}
