package dev.airlock.bootstrap.demo;

import java.util.List;

/** The refusals that several desks share. */
final class Replies {
    private Replies() {}

    static Reply noProduct(String sku) {
        return Reply.problem(404, "There is no product " + sku + ". listProducts tells which there are.");
    }

    static Reply noCustomer(String id) {
        return Reply.problem(404, "There is no customer " + id + ". listCustomers tells which there are.");
    }

    static Reply noOrder(String id) {
        return Reply.problem(404, "There is no order " + id + ". listOrders tells which there are.");
    }

    static Reply wrong(String field, String message) {
        return Reply.faulty(422, List.of(new Fault(field, message)));
    }
}
