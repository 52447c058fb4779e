package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form. */
final class Problems {
    private Problems() {}

    /** Returns what a refusal says of the form's fields; what speaks of no field stands under {@code form}. */
    static List<Problem> of(Refusal refusal) {
        return refusal instanceof Refusal.Invalid(String message, List<Problem> problems) && !problems.isEmpty()
                ? problems
                : List.of(new Problem("form", refusal.message()));
    }

    /** What a page shows above a form that was refused. */
    record Alert(List<Problem> problems) {}

    /** Returns the alert, or null where nothing is wrong. */
    static @Nullable Alert alert(List<Problem> problems) {
        return problems.isEmpty() ? null : new Alert(problems);
    }

    /** Returns what is wrong with one field, or null. */
    static @Nullable String of(String field, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(Problem::problem)
                .findFirst()
                .orElse(null);
    }
}
