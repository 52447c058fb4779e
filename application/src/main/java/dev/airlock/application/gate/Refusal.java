package dev.airlock.application.gate;

import java.util.List;

/** Why an administrative act was not done. Nothing was changed. */
public sealed interface Refusal {
    /** A sentence that says what was wrong and what would be right. */
    String message();

    /** The caller lacks the role, or their token the scope. */
    record NotPermitted(String message) implements Refusal {}

    /** There is no such thing for this caller. */
    record NotFound(String message) implements Refusal {}

    /** The input is wrong. */
    record Invalid(String message, List<Problem> problems) implements Refusal {
        public Invalid {
            problems = List.copyOf(problems);
        }

        /** One wrong field. */
        public static Invalid field(String field, String problem) {
            return new Invalid(field + ": " + problem, List.of(new Problem(field, problem)));
        }
    }

    /** Somebody else was faster, or the name is taken. */
    record Conflict(String message) implements Refusal {}

    /** Airlock cannot do it now, for instance because nothing can be recorded. */
    record Unavailable(String message) implements Refusal {}

    /**
     * One thing wrong with the input.
     *
     * @param field the field's path
     * @param problem what would be right
     */
    record Problem(String field, String problem) {}
}
