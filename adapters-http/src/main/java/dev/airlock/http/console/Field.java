package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text field of a form, with what was typed and what is wrong with it. */
record Field(
        String id,
        String label,
        String type,
        String value,
        @Nullable String hint,
        @Nullable String problem,
        @Nullable String autocomplete,
        boolean required) {

    static Field text(String id, String label) {
        return new Field(id, label, "text", "", null, null, null, false);
    }

    static Field secret(String id, String label, String autocomplete) {
        return new Field(id, label, "password", "", null, null, autocomplete, true);
    }

    Field typed(String other) {
        return new Field(id, label, other, value, hint, problem, autocomplete, required);
    }

    Field hint(String other) {
        return new Field(id, label, type, value, other, problem, autocomplete, required);
    }

    Field value(String other) {
        return new Field(id, label, type, other, hint, problem, autocomplete, required);
    }

    Field autocomplete(String other) {
        return new Field(id, label, type, value, hint, problem, other, required);
    }

    Field needed() {
        return new Field(id, label, type, value, hint, problem, autocomplete, true);
    }

    /** The field with what was sent in it, unless it is a secret, and with its problem. */
    Field filled(Form form, List<Problem> problems) {
        String sent = type.equals("password") ? "" : form.text(id);
        String wrong = Problems.of(id, problems);
        return new Field(id, label, type, sent.isEmpty() ? value : sent, hint, wrong, autocomplete, required);
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
