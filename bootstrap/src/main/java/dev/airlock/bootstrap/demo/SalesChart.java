package dev.airlock.bootstrap.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Draws the units sold per day as bars. */
final class SalesChart {
    private static final int DAYS = 30;
    private static final int BAR_WIDTH = 6;
    private static final int SLOT_WIDTH = 8;
    private static final int HEIGHT = 80;
    private static final int WHITE = 255;
    private static final int BAR = 70;
    private static final int BASELINE = 170;

    private SalesChart() {}

    /** A PNG with a bar for each of the last 30 days, today on the right. */
    static byte[] draw(String sku, List<Order> orders, LocalDate today) {
        int[] sold = sold(sku, orders, today);
        int most = Math.max(1, Arrays.stream(sold).max().orElse(0));
        return Png.grey(DAYS * SLOT_WIDTH, HEIGHT, (x, y) -> {
            if (y == HEIGHT - 1) {
                return BASELINE;
            }
            int barHeight = sold[x / SLOT_WIDTH] * (HEIGHT - 2) / most;
            return x % SLOT_WIDTH < BAR_WIDTH && HEIGHT - 1 - y <= barHeight ? BAR : WHITE;
        });
    }

    private static int[] sold(String sku, List<Order> orders, LocalDate today) {
        int[] sold = new int[DAYS];
        for (var order : orders) {
            long age = ChronoUnit.DAYS.between(order.placedOn(), today);
            if (order.status() != Order.Status.CANCELLED && age >= 0 && age < DAYS) {
                order.lines().stream()
                        .filter(line -> line.sku().equals(sku))
                        .forEach(line -> sold[DAYS - 1 - (int) age] += line.quantity());
            }
        }
        return sold;
    }
}
