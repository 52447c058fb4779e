package dev.airlock.bootstrap.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** An order that somebody wants to place. */
record NewOrder(String customerId, List<Line> lines) {
    record Line(String sku, int quantity) {
        /** Takes the goods off the shelf at today's price. */
        Order.Line take(Shop shop) {
            var product = shop.product(sku).orElseThrow();
            shop.put(product.withStock(product.stock() - quantity));
            return new Order.Line(sku, quantity, product.price());
        }

        private Optional<Fault> fault(String at, Shop shop) {
            return shop.product(sku)
                    .map(product -> fault(at, product))
                    .orElseGet(() ->
                            Optional.of(new Fault(at + ".sku", "is not known. listProducts tells which there are")));
        }

        private Optional<Fault> fault(String at, Product product) {
            if (product.discontinued()) {
                return Optional.of(new Fault(at + ".sku", "is discontinued"));
            }
            return quantity > product.stock()
                    ? Optional.of(
                            new Fault(at + ".quantity", "must be at most " + product.stock() + ", what is in stock"))
                    : Optional.empty();
        }
    }

    /** Everything that keeps the shop from accepting the order. */
    List<Fault> faults(Shop shop) {
        var faults = new ArrayList<Fault>();
        if (shop.customer(customerId).isEmpty()) {
            faults.add(new Fault("customerId", "is not known. listCustomers tells which there are"));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < lines.size(); i++) {
            var at = "lines[" + i + "]";
            var line = lines.get(i);
            if (!seen.add(line.sku())) {
                faults.add(new Fault(at + ".sku", "is named twice; add the quantities up"));
            }
            line.fault(at, shop).ifPresent(faults::add);
        }
        return faults;
    }
}
