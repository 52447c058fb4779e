package dev.airlock.bootstrap.demo;

import java.util.Locale;

/** What is put into the parcel with the goods. */
final class PackingSlip {
    private PackingSlip() {}

    static String of(Order order, Shop shop) {
        var text = new StringBuilder("HARBOUR SUPPLIES\nPacking slip for order ")
                .append(order.id())
                .append("\nTo: ")
                .append(shop.customer(order.customerId()).map(Customer::name).orElse(order.customerId()))
                .append("\n\n");
        order.lines().forEach(line -> text.append(line(line, shop)));
        return text.append("\nThank you, and a hand of water under the keel.\n").toString();
    }

    private static String line(Order.Line line, Shop shop) {
        var name = shop.product(line.sku()).map(Product::name).orElse("(no longer sold)");
        return String.format(Locale.ROOT, "%4d x %-12s %s\n", line.quantity(), line.sku(), name);
    }
}
