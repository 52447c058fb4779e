package dev.airlock.application.audit;

import dev.airlock.application.audit.Verification.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, in bounded memory. */
final class Findings {
    private final List<Finding> first = new ArrayList<>();
    private long count;

    void add(Finding finding) {
        count++;
        if (first.size() < Verification.LISTED) {
            first.add(finding);
        }
    }

    long count() {
        return count;
    }

    List<Finding> first() {
        return first;
    }
}
