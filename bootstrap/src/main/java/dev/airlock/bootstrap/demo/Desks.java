package dev.airlock.bootstrap.demo;

import static java.util.Map.entry;

import java.util.Map;

/** Which desk of the shop answers which operation of the description. */
final class Desks {
    private Desks() {}

    static Map<String, Handler> of(Shop shop) {
        var products = new ProductDesk(shop);
        var customers = new CustomerDesk(shop);
        var orders = new OrderDesk(shop);
        var refunds = new RefundDesk(shop);
        var office = new Office(shop);
        return Map.ofEntries(
                entry("getStatus", office::status),
                entry("listProducts", products::list),
                entry("createProduct", products::create),
                entry("getProduct", products::get),
                entry("updateProduct", products::update),
                entry("deleteProduct", products::delete),
                entry("adjustStock", products::adjustStock),
                entry("getSalesChart", products::salesChart),
                entry("listCustomers", customers::list),
                entry("getCustomer", customers::get),
                entry("updateCustomer", customers::update),
                entry("listOrders", orders::list),
                entry("placeOrder", orders::place),
                entry("getOrder", orders::get),
                entry("cancelOrder", orders::cancel),
                entry("shipOrder", orders::ship),
                entry("getPackingSlip", orders::packingSlip),
                entry("listRefunds", refunds::list),
                entry("refundOrder", refunds::refund),
                entry("getSalesReport", office::salesReport),
                entry("syncLedger", office::syncLedger));
    }
}
