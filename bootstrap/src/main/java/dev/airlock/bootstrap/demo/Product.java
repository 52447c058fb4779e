package dev.airlock.bootstrap.demo;

import java.math.BigDecimal;

/** A product of the catalogue; the price is in EUR. */
record Product(String sku, String name, String category, BigDecimal price, int stock, boolean discontinued) {
    static final int MOST_STOCK = 100_000;

    Product withStock(int units) {
        return new Product(sku, name, category, price, units, discontinued);
    }
}
