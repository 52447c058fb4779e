package dev.airlock.domain.approval;

import java.util.UUID;

/** Identifies an approval request; the requestId that agents are told. */
public record ApprovalId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static ApprovalId of(String text) {
        return new ApprovalId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
