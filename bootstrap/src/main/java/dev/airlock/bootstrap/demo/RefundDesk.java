package dev.airlock.bootstrap.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Money paid back. */
final class RefundDesk {
    private static final int MOST_PER_ORDER = 20;

    private final Shop shop;

    RefundDesk(Shop shop) {
        this.shop = shop;
    }

    private record NewRefund(
            BigDecimal amount, String reason, @Nullable String note) {}

    Reply list(Call call) {
        return with(call, order -> Reply.json(200, Map.of("items", order.refunds())));
    }

    Reply refund(Call call) {
        var wanted = call.body(NewRefund.class);
        return with(call, order -> {
            if (order.status() == Order.Status.CANCELLED) {
                return Reply.problem(409, "Order " + order.id() + " is cancelled and paid back already.");
            }
            if (order.refunds().size() >= MOST_PER_ORDER) {
                return Reply.problem(
                        409, "Order " + order.id() + " has " + MOST_PER_ORDER + " refunds; there can be no more.");
            }
            if (!Money.isWholeCents(wanted.amount())) {
                return Replies.wrong("amount", "must have at most two decimals");
            }
            if (wanted.amount().compareTo(order.refundable()) > 0) {
                return Replies.wrong("amount", "must be at most " + order.refundable() + ", what is left of the order");
            }
            var refund = next(order, Money.of(wanted.amount()), wanted.reason(), wanted.note(), shop.now());
            shop.put(order.refunded(refund));
            return Reply.json(201, refund);
        });
    }

    /** The order with everything paid back that was not before. */
    static Order payBackRest(Order order, Instant now) {
        var rest = order.refundable();
        return rest.signum() == 0 ? order : order.refunded(next(order, rest, Refund.CANCELLED, null, now));
    }

    private static Refund next(Order order, BigDecimal amount, String reason, @Nullable String note, Instant now) {
        var id = order.id().replace("ord-", "ref-") + "-" + (order.refunds().size() + 1);
        return new Refund(id, order.id(), amount, reason, note, now);
    }

    private Reply with(Call call, Function<Order, Reply> answer) {
        var id = call.text("orderId");
        return shop.order(id).map(answer).orElseGet(() -> Replies.noOrder(id));
    }
}
