package dev.airlock.bootstrap.demo;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The catalogue and its stock. */
final class ProductDesk {
    private final Shop shop;

    ProductDesk(Shop shop) {
        this.shop = shop;
    }

    private record NewProduct(String sku, String name, String category, BigDecimal price, int stock) {}

    private record ProductChange(
            @Nullable String name,
            @Nullable String category,
            @Nullable BigDecimal price,
            @Nullable Boolean discontinued) {}

    private record StockAdjustment(int delta, String reason) {}

    Reply list(Call call) {
        var matching = shop.products().stream()
                .filter(product -> matches(product, call))
                .toList();
        return Reply.json(200, Page.of(matching, call));
    }

    Reply create(Call call) {
        var wanted = call.body(NewProduct.class);
        if (!Money.isWholeCents(wanted.price())) {
            return priceNotInCents();
        }
        if (shop.product(wanted.sku()).isPresent()) {
            return Reply.problem(
                    409, "There is a product " + wanted.sku() + " already; choose another SKU or use updateProduct.");
        }
        if (shop.isFullOfProducts()) {
            return Reply.problem(
                    409, "The shop is full: it holds " + Shop.MOST_PRODUCTS + " products. Delete one first.");
        }
        var product = new Product(
                wanted.sku(), wanted.name(), wanted.category(), Money.of(wanted.price()), wanted.stock(), false);
        return Reply.json(201, shop.put(product));
    }

    Reply get(Call call) {
        return with(call, product -> Reply.json(200, product));
    }

    Reply update(Call call) {
        var change = call.body(ProductChange.class);
        return with(call, product -> {
            var price = Objects.requireNonNullElse(change.price(), product.price());
            if (!Money.isWholeCents(price)) {
                return priceNotInCents();
            }
            return Reply.json(
                    200,
                    shop.put(new Product(
                            product.sku(),
                            Objects.requireNonNullElse(change.name(), product.name()),
                            Objects.requireNonNullElse(change.category(), product.category()),
                            Money.of(price),
                            product.stock(),
                            Objects.requireNonNullElse(change.discontinued(), product.discontinued()))));
        });
    }

    Reply delete(Call call) {
        return with(call, product -> {
            var waiting = shop.orders().stream()
                    .filter(order -> order.status() == Order.Status.PLACED && order.contains(product.sku()))
                    .map(Order::id)
                    .toList();
            if (!waiting.isEmpty()) {
                return Reply.problem(
                        409,
                        product.sku() + " is in orders that are not shipped yet: " + waiting
                                + ". Ship or cancel them first.");
            }
            shop.remove(product);
            return Reply.noContent();
        });
    }

    Reply adjustStock(Call call) {
        int delta = call.body(StockAdjustment.class).delta();
        return with(call, product -> {
            int stock = product.stock() + delta;
            return stock < 0 || stock > Product.MOST_STOCK
                    ? Replies.wrong(
                            "delta",
                            "must be from %d to %d, the stock being %d"
                                    .formatted(-product.stock(), Product.MOST_STOCK - product.stock(), product.stock()))
                    : Reply.json(200, shop.put(product.withStock(stock)));
        });
    }

    Reply salesChart(Call call) {
        return with(call, product -> Reply.png(SalesChart.draw(product.sku(), shop.orders(), shop.today())));
    }

    private Reply with(Call call, Function<Product, Reply> answer) {
        var sku = call.text("sku");
        return shop.product(sku).map(answer).orElseGet(() -> Replies.noProduct(sku));
    }

    private static Reply priceNotInCents() {
        return Replies.wrong("price", "must have at most two decimals");
    }

    private static boolean matches(Product product, Call call) {
        Set<String> categories = call.choices("category");
        return call.optional("query").map(text -> names(product, text.asText())).orElse(true)
                && (categories.isEmpty() || categories.contains(product.category()))
                && call.optional("maxPrice")
                        .map(most -> product.price().compareTo(most.decimalValue()) <= 0)
                        .orElse(true)
                && call.optional("inStock")
                        .map(wanted -> wanted.asBoolean() == isSold(product))
                        .orElse(true);
    }

    private static boolean names(Product product, String text) {
        return (product.sku() + " " + product.name()).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isSold(Product product) {
        return product.stock() > 0 && !product.discontinued();
    }
}
