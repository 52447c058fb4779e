package dev.airlock.bootstrap.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Everything the shop knows. Callers hold its monitor; it never grows beyond its limits. */
final class Shop {
    static final int MOST_PRODUCTS = 200;
    static final int MOST_ORDERS = 500;
    private static final int FIRST_ORDER = 1001;

    private final InstantSource clock;
    private final Map<String, Product> products = new TreeMap<>();
    private final Map<String, Customer> customers = new TreeMap<>();
    private final SequencedMap<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, String> ordersByKey = new HashMap<>();

    Shop(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    List<Product> products() {
        return List.copyOf(products.values());
    }

    Optional<Product> product(String sku) {
        return Optional.ofNullable(products.get(sku));
    }

    boolean isFullOfProducts() {
        return products.size() >= MOST_PRODUCTS;
    }

    Product put(Product product) {
        products.put(product.sku(), product);
        return product;
    }

    void remove(Product product) {
        products.remove(product.sku());
    }

    List<Customer> customers() {
        return List.copyOf(customers.values());
    }

    Optional<Customer> customer(String id) {
        return Optional.ofNullable(customers.get(id));
    }

    Customer put(Customer customer) {
        customers.put(customer.id(), customer);
        return customer;
    }

    /** Newest first. */
    List<Order> orders() {
        return List.copyOf(orders.sequencedValues().reversed());
    }

    Optional<Order> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    boolean isFullOfOrders() {
        return orders.size() >= MOST_ORDERS;
    }

    String nextOrderId() {
        return "ord-" + (FIRST_ORDER + orders.size());
    }

    Order put(Order order) {
        orders.put(order.id(), order);
        return order;
    }

    /** Adds to the stock of a product, if it is still sold. */
    void restock(String sku, int units) {
        product(sku)
                .ifPresent(product -> put(product.withStock(Math.min(product.stock() + units, Product.MOST_STOCK))));
    }

    void remember(String idempotencyKey, Order order) {
        ordersByKey.put(idempotencyKey, order.id());
    }

    Optional<Order> orderedWith(String idempotencyKey) {
        return Optional.ofNullable(ordersByKey.get(idempotencyKey)).flatMap(this::order);
    }
}
