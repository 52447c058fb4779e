package dev.airlock.bootstrap.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Sales of a period, added up by category or by customer. */
record SalesReport(
        LocalDate from,
        LocalDate to,
        String groupBy,
        int orders,
        BigDecimal revenue,
        BigDecimal refunds,
        List<Group> groups) {

    record Group(String name, int quantity, BigDecimal revenue) {
        Group plus(Group other) {
            return new Group(name, quantity + other.quantity, revenue.add(other.revenue));
        }
    }

    static SalesReport of(Shop shop, LocalDate from, LocalDate to, String groupBy) {
        var counted = shop.orders().stream()
                .filter(order -> order.status() != Order.Status.CANCELLED)
                .filter(order ->
                        !order.placedOn().isBefore(from) && !order.placedOn().isAfter(to))
                .toList();
        return new SalesReport(
                from,
                to,
                groupBy,
                counted.size(),
                counted.stream().map(Order::total).reduce(Money.ZERO, BigDecimal::add),
                counted.stream().map(Order::refunded).reduce(Money.ZERO, BigDecimal::add),
                groups(
                        counted,
                        groupBy.equals("customer")
                                ? (order, line) -> order.customerId()
                                : (order, line) -> category(shop, line)));
    }

    private static List<Group> groups(List<Order> orders, BiFunction<Order, Order.Line, String> nameOf) {
        var groups = new TreeMap<String, Group>();
        for (var order : orders) {
            for (var line : order.lines()) {
                var group = new Group(nameOf.apply(order, line), line.quantity(), line.total());
                groups.merge(group.name(), group, Group::plus);
            }
        }
        return groups.values().stream()
                .sorted(Comparator.comparing(Group::revenue).reversed())
                .toList();
    }

    private static String category(Shop shop, Order.Line line) {
        return shop.product(line.sku()).map(Product::category).orElse("no longer sold");
    }
}
