package dev.airlock.bootstrap.demo;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who buys. */
final class CustomerDesk {
    private final Shop shop;

    CustomerDesk(Shop shop) {
        this.shop = shop;
    }

    private record CustomerChange(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city) {}

    Reply list(Call call) {
        var city = call.optional("city");
        var matching = shop.customers().stream()
                .filter(customer -> city.map(wanted -> wanted.asText().equalsIgnoreCase(customer.city()))
                        .orElse(true))
                .toList();
        return Reply.json(200, Page.of(matching, call));
    }

    Reply get(Call call) {
        return with(call, customer -> Reply.json(200, customer));
    }

    Reply update(Call call) {
        var change = call.body(CustomerChange.class);
        return with(
                call,
                customer -> Reply.json(
                        200,
                        shop.put(new Customer(
                                customer.id(),
                                customer.name(),
                                Objects.requireNonNullElse(change.email(), customer.email()),
                                Objects.requireNonNullElse(change.phone(), customer.phone()),
                                Objects.requireNonNullElse(change.city(), customer.city()),
                                customer.customerSince()))));
    }

    private Reply with(Call call, Function<Customer, Reply> answer) {
        var id = call.text("customerId");
        return shop.customer(id).map(answer).orElseGet(() -> Replies.noCustomer(id));
    }
}
