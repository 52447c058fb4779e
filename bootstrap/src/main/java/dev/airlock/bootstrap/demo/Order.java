package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A paid order and what became of it. */
@JsonPropertyOrder({"id", "customerId", "status", "placedAt", "lines", "total", "refunded", "shipment"})
record Order(
        String id,
        String customerId,
        Status status,
        Instant placedAt,
        List<Line> lines,
        @Nullable Shipment shipment,
        @JsonIgnore List<Refund> refunds) {

    enum Status {
        @JsonProperty("placed")
        PLACED,
        @JsonProperty("shipped")
        SHIPPED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    record Line(String sku, int quantity, BigDecimal unitPrice) {
        BigDecimal total() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }

    record Shipment(String carrier, String trackingCode, LocalDate shipOn) {}

    @JsonProperty
    BigDecimal total() {
        return lines.stream().map(Line::total).reduce(Money.ZERO, BigDecimal::add);
    }

    @JsonProperty
    BigDecimal refunded() {
        return refunds.stream().map(Refund::amount).reduce(Money.ZERO, BigDecimal::add);
    }

    BigDecimal refundable() {
        return total().subtract(refunded());
    }

    LocalDate placedOn() {
        return LocalDate.ofInstant(placedAt, ZoneOffset.UTC);
    }

    boolean contains(String sku) {
        return lines.stream().anyMatch(line -> line.sku().equals(sku));
    }

    Order shipped(Shipment by) {
        return new Order(id, customerId, Status.SHIPPED, placedAt, lines, by, refunds);
    }

    Order cancelled() {
        return new Order(id, customerId, Status.CANCELLED, placedAt, lines, shipment, refunds);
    }

    Order refunded(Refund refund) {
        var more = Stream.concat(refunds.stream(), Stream.of(refund)).toList();
        return new Order(id, customerId, status, placedAt, lines, shipment, more);
    }
}
