package dev.airlock.bootstrap.demo;

import java.math.BigDecimal;

/** Amounts in EUR with two decimals. */
final class Money {
    static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    private Money() {}

    static boolean isWholeCents(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= 2;
    }

    /** The amount with two decimals; it must be in whole cents. */
    static BigDecimal of(BigDecimal amount) {
        return amount.setScale(2);
    }

    static BigDecimal of(String amount) {
        return of(new BigDecimal(amount));
    }
}
