package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a form, with what was typed and what is wrong with it. */
record Field(
        String id,
        String label,
        String type,
        String value,
        @Nullable String hint,
        @Nullable String problem,
        @Nullable String autocomplete,
        boolean required,
        List<Choice> options) {
    /** The type of a text of several lines. */
    static final String LINES = "lines";

    Field {
        options = List.copyOf(options);
    }

    Field(
            String id,
            String label,
            String type,
            String value,
            @Nullable String hint,
            @Nullable String problem,
            @Nullable String autocomplete,
            boolean required) {
        this(id, label, type, value, hint, problem, autocomplete, required, List.of());
    }

    static Field text(String id, String label) {
        return new Field(id, label, "text", "", null, null, null, false);
    }

    static Field secret(String id, String label, String autocomplete) {
        return new Field(id, label, "password", "", null, null, autocomplete, true);
    }

    Field typed(String other) {
        return new Field(id, label, other, value, hint, problem, autocomplete, required, options);
    }

    Field hint(String other) {
        return new Field(id, label, type, value, other, problem, autocomplete, required, options);
    }

    Field value(String other) {
        return new Field(id, label, type, other, hint, problem, autocomplete, required, options);
    }

    Field autocomplete(String other) {
        return new Field(id, label, type, value, hint, problem, other, required, options);
    }

    Field needed() {
        return new Field(id, label, type, value, hint, problem, autocomplete, true, options);
    }

    /** A field in which one of these is chosen. */
    Field among(List<Choice> others) {
        return new Field(id, label, type, value, hint, problem, autocomplete, required, others);
    }

    /** Returns whether one of several is chosen. */
    boolean chooses() {
        return !options.isEmpty();
    }

    /** Returns whether it takes several lines. */
    boolean hasLines() {
        return type.equals(LINES);
    }

    /** Returns whether it takes one line. */
    boolean hasLine() {
        return !chooses() && !hasLines();
    }

    /** What can be chosen, what was chosen before marked. */
    List<Choice> choices() {
        return options.stream()
                .map(option -> new Choice(
                        option.value(),
                        option.label(),
                        option.hint(),
                        option.value().equals(value)))
                .toList();
    }

    /** The field with what was sent in it, unless it is a secret, and with its problem. */
    Field filled(Form form, List<Problem> problems) {
        String sent = type.equals("password") ? "" : form.text(id);
        String wrong = Problems.of(id, problems);
        return new Field(id, label, type, sent.isEmpty() ? value : sent, hint, wrong, autocomplete, required, options);
    }

    /** The ids of what describes the field. */
    @Nullable
    String describedBy() {
        String hintId = hint == null ? "" : id + "-hint";
        String problemId = problem == null ? "" : id + "-problem";
        String ids = (hintId + " " + problemId).strip();
        return ids.isEmpty() ? null : ids;
    }
}
