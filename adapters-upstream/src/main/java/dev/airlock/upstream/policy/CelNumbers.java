package dev.airlock.upstream.policy;

import dev.airlock.domain.json.Json;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Numbers as CEL compares them. CEL has 64-bit integers and doubles; a number that neither holds must not be rounded onto one that a rule
 * speaks of. Equal numbers are one value, however they are written. Up to 15 digits every decimal has a double of its own. Numbers beyond
 * all doubles keep their side. What is left, long and exact, becomes a map: it equals only itself, and to order it or to reckon with it is
 * an error, which makes the call stricter.
 */
final class CelNumbers {
    private static final int EXACT_DIGITS = 15;
    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private CelNumbers() {}

    static Object of(Json.Num number) {
        BigDecimal exact = number.decimal().stripTrailingZeros();
        return exact.scale() <= 0 && exact.abs().compareTo(LARGEST_LONG) <= 0
                ? (Object) exact.longValueExact()
                : decimal(exact);
    }

    private static Object decimal(BigDecimal value) {
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest)) {
            return nearest;
        }
        if (nearest == 0 && value.signum() != 0) {
            return value.signum() * Double.MIN_VALUE;
        }
        boolean distinct = value.precision() <= EXACT_DIGITS || new BigDecimal(nearest).compareTo(value) == 0;
        return distinct ? (Object) nearest : Map.of("number", value.toString());
    }
}
