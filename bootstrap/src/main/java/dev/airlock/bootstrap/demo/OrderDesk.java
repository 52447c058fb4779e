package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Orders from placing to shipping. */
final class OrderDesk {
    private final Shop shop;

    OrderDesk(Shop shop) {
        this.shop = shop;
    }

    private record NewShipment(String carrier, @Nullable LocalDate shipOn) {}

    Reply list(Call call) {
        var matching =
                shop.orders().stream().filter(order -> matches(order, call)).toList();
        return Reply.json(200, Page.of(matching, call));
    }

    Reply place(Call call) {
        var key = call.optional("Idempotency-Key").map(JsonNode::asText);
        return key.flatMap(shop::orderedWith)
                .map(earlier -> Reply.json(200, earlier))
                .orElseGet(() -> placeNew(call.body(NewOrder.class), key));
    }

    Reply get(Call call) {
        return with(call, order -> Reply.json(200, order));
    }

    Reply cancel(Call call) {
        return with(call, order -> {
            if (order.status() != Order.Status.PLACED) {
                return notPlaced(order, "cancelled");
            }
            order.lines().forEach(line -> shop.restock(line.sku(), line.quantity()));
            return Reply.json(
                    200, shop.put(RefundDesk.payBackRest(order, shop.now()).cancelled()));
        });
    }

    Reply ship(Call call) {
        var wanted = call.body(NewShipment.class);
        return with(call, order -> {
            var day = Objects.requireNonNullElse(wanted.shipOn(), shop.today());
            if (day.isBefore(shop.today())) {
                return Replies.wrong("shipOn", "must be today, " + shop.today() + ", or later");
            }
            if (order.status() != Order.Status.PLACED) {
                return notPlaced(order, "shipped");
            }
            var code = wanted.carrier().charAt(0) + "-" + order.id().toUpperCase(Locale.ROOT);
            return Reply.json(200, shop.put(order.shipped(new Order.Shipment(wanted.carrier(), code, day))));
        });
    }

    Reply packingSlip(Call call) {
        return with(call, order -> Reply.text(PackingSlip.of(order, shop)));
    }

    private Reply placeNew(NewOrder wanted, Optional<String> key) {
        var faults = wanted.faults(shop);
        if (!faults.isEmpty()) {
            return Reply.faulty(422, faults);
        }
        if (shop.isFullOfOrders()) {
            return Reply.problem(
                    409, "The shop is full: it holds " + Shop.MOST_ORDERS + " orders. A restart empties it.");
        }
        var lines = wanted.lines().stream().map(line -> line.take(shop)).toList();
        var order = shop.put(new Order(
                shop.nextOrderId(), wanted.customerId(), Order.Status.PLACED, shop.now(), lines, null, List.of()));
        key.ifPresent(text -> shop.remember(text, order));
        return Reply.json(201, order);
    }

    private Reply with(Call call, Function<Order, Reply> answer) {
        var id = call.text("orderId");
        return shop.order(id).map(answer).orElseGet(() -> Replies.noOrder(id));
    }

    private static Reply notPlaced(Order order, String wanted) {
        var status = order.status().name().toLowerCase(Locale.ROOT);
        return Reply.problem(
                409, "Order %s is %s; only a placed order can be %s.".formatted(order.id(), status, wanted));
    }

    private static boolean matches(Order order, Call call) {
        var statuses = call.choices("status");
        return (statuses.isEmpty() || statuses.contains(order.status().name().toLowerCase(Locale.ROOT)))
                && call.optional("customerId")
                        .map(id -> id.asText().equals(order.customerId()))
                        .orElse(true)
                && call.date("placedFrom")
                        .map(day -> !order.placedOn().isBefore(day))
                        .orElse(true)
                && call.date("placedTo")
                        .map(day -> !order.placedOn().isAfter(day))
                        .orElse(true);
    }
}
