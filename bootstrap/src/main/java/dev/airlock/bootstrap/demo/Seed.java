package dev.airlock.bootstrap.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The shop as it is when it opens: always the same, but dated back from today. */
final class Seed {
    private static final List<Product> PRODUCTS = List.of(
            product("ANCHOR-10KG", "Plough anchor, galvanized, 10 kg", "anchoring", "139.00", 14),
            product("CHAIN-8MM", "Anchor chain, 8 mm, per metre", "anchoring", "9.80", 640),
            product("FENDER-L", "Fender, large, with line", "anchoring", "42.50", 58),
            product("ROPE-10MM", "Braided mooring rope, 10 mm x 30 m", "ropes", "48.50", 120),
            product("ROPE-14MM", "Braided mooring rope, 14 mm x 30 m", "ropes", "76.00", 65),
            product("SHEET-8MM", "Sheet, 8 mm, red fleck, per metre", "ropes", "3.20", 900),
            product("PAINT-RED", "Antifouling paint, red, 2.5 l", "paint", "119.00", 33),
            product("PAINT-BLUE", "Antifouling paint, blue, 2.5 l", "paint", "119.00", 0),
            product("VEST-150N", "Life jacket, 150 N, automatic", "safety", "89.90", 75),
            product("FLARE-SET", "Distress flare set, 4 pieces", "safety", "64.00", 40),
            product("VHF-HAND", "Handheld VHF radio, waterproof", "electronics", "179.00", 22),
            product("GPS-PLOT7", "Chart plotter, 7 inch", "electronics", "649.00", 6));

    private static final List<Customer> CUSTOMERS = List.of(
            customer(
                    "cus-1", "Nordlys Sailing School", "office@nordlys.example", "+4755501010", "Bergen", "2021-04-12"),
            customer("cus-2", "Ines Carvalho", "ines@carvalho.example", "+351215550142", "Lisbon", "2022-09-01"),
            customer(
                    "cus-3",
                    "Hansen & Daughters Boatyard",
                    "yard@hansen.example",
                    "+4755501177",
                    "Bergen",
                    "2019-02-20"),
            customer(
                    "cus-4",
                    "Port of Kinsale Rescue",
                    "quartermaster@kinsale.example",
                    "+353215550199",
                    "Kinsale",
                    "2020-06-15"),
            customer("cus-5", "Tomasz Wilk", "t.wilk@mail.example", "+48585550133", "Gdansk", "2024-05-30"),
            customer(
                    "cus-6",
                    "Blue Heron Charters",
                    "fleet@blueheron.example",
                    "+302105550188",
                    "Piraeus",
                    "2023-03-08"));

    private final Shop shop;
    private final LocalDate today;

    private Seed(Shop shop) {
        this.shop = shop;
        this.today = shop.today();
    }

    static Shop openShop(InstantSource clock) {
        var shop = new Shop(clock);
        PRODUCTS.forEach(shop::put);
        CUSTOMERS.forEach(shop::put);
        new Seed(shop).placeOrders();
        return shop;
    }

    private void placeOrders() {
        shipped(order(41, "cus-3", line("CHAIN-8MM", 60), line("ANCHOR-10KG", 2)));
        shipped(order(36, "cus-1", line("VEST-150N", 12)));
        shipped(order(28, "cus-1", line("ROPE-10MM", 4)));
        shipped(order(27, "cus-6", line("GPS-PLOT7", 2), line("VHF-HAND", 4)));
        shipped(order(23, "cus-4", line("FLARE-SET", 10), line("VEST-150N", 6)));
        cancelled(order(19, "cus-5", line("PAINT-BLUE", 1)));
        shipped(order(16, "cus-2", line("ROPE-14MM", 2), line("FENDER-L", 4)));
        shipped(order(12, "cus-3", line("PAINT-RED", 8)));
        shipped(order(9, "cus-5", line("SHEET-8MM", 40)));
        shipped(order(7, "cus-6", line("ROPE-10MM", 10), line("FENDER-L", 8)));
        order(3, "cus-4", line("VHF-HAND", 3));
        order(2, "cus-1", line("ROPE-10MM", 6), line("SHEET-8MM", 25));
        order(1, "cus-2", line("FLARE-SET", 1));
        order(1, "cus-3", line("ANCHOR-10KG", 1), line("CHAIN-8MM", 30));
    }

    private Order order(int daysAgo, String customerId, Order.Line... lines) {
        var placedAt = today.minusDays(daysAgo).atTime(LocalTime.of(9, 30)).toInstant(ZoneOffset.UTC);
        return shop.put(new Order(
                shop.nextOrderId(), customerId, Order.Status.PLACED, placedAt, List.of(lines), null, List.of()));
    }

    private void shipped(Order order) {
        var nextDay = LocalDate.ofInstant(order.placedAt().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        shop.put(
                order.shipped(new Order.Shipment("FJORD_POST", "F-" + order.id().toUpperCase(Locale.ROOT), nextDay)));
    }

    private void cancelled(Order order) {
        shop.put(RefundDesk.payBackRest(order, order.placedAt()).cancelled());
    }

    private Order.Line line(String sku, int quantity) {
        return new Order.Line(sku, quantity, shop.product(sku).orElseThrow().price());
    }

    private static Product product(String sku, String name, String category, String price, int stock) {
        return new Product(sku, name, category, Money.of(price), stock, false);
    }

    private static Customer customer(String id, String name, String email, String phone, String city, String since) {
        return new Customer(id, name, email, phone, city, LocalDate.parse(since));
    }
}
