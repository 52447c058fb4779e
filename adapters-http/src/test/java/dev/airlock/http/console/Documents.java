package dev.airlock.http.console;

/** Descriptions of APIs for tests. */
final class Documents {
    private Documents() {}

    /** A shop with reading, writing and deleting operations in turn. */
    static String shop(int operations) {
        return shop(operations, "Harbour Supplies", "Orders, products and customers of a ship chandler.", "");
    }

    /** A shop of this title and description, whose operations say something besides. */
    static String shop(int operations, String title, String description, String besides) {
        var paths = new StringBuilder();
        for (int i = 0; i < operations; i++) {
            paths.append(i == 0 ? "" : ",").append(operation(i, besides));
        }
        return """
                {"openapi": "3.1.0", "info": {"title": "%s", "description": "%s"},
                 "servers": [{"url": "https://api.harbour.example/v1"}], "paths": {%s}}""".formatted(title, description, paths);
    }

    private static String operation(int number, String besides) {
        return switch (number % 3) {
            case 0 -> operation(number, "get", "getOrder", "Read one order" + besides);
            case 1 ->
                operation(
                        number,
                        "delete",
                        "deleteOrderAttachmentPermanently",
                        "Delete an attachment of an order" + besides);
            default -> operation(number, "post", "placeOrder", "Place an order" + besides);
        };
    }

    private static String operation(int number, String method, String name, String summary) {
        return """
                "/customers/{customer}/orders/{id}/%d": {"%s": {"operationId": "%s%d", "summary": "%s",
                 "description": "%s. Answers with the order as it is stored, its lines, and who changed it last."}}""".formatted(number, method, name, number, summary, summary);
    }
}
