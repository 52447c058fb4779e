package dev.airlock.bootstrap.demo;

import java.time.Duration;
import java.util.List;

/** The shop's office: figures, and the ledger that no longer works. */
final class Office {
    private final Shop shop;

    Office(Shop shop) {
        this.shop = shop;
    }

    private record Status(String name, String today, int products, int customers, int orders) {}

    Reply status(Call call) {
        return Reply.json(
                200,
                new Status(
                        "Harbour Supplies",
                        shop.today().toString(),
                        shop.products().size(),
                        shop.customers().size(),
                        shop.orders().size()));
    }

    Reply salesReport(Call call) {
        var from = call.date("from").orElseThrow();
        var to = call.date("to").orElseThrow();
        if (to.isBefore(from)) {
            return Reply.faulty(400, List.of(new Fault("to", "must not be before from, " + from)));
        }
        return Reply.json(200, SalesReport.of(shop, from, to, call.text("groupBy")))
                .after(Duration.ofSeconds(call.number("seconds")));
    }

    Reply syncLedger(Call call) {
        return Reply.problem(500, "The old ledger does not answer. Nothing was changed; trying again does not help.");
    }
}
