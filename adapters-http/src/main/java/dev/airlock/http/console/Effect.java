package dev.airlock.http.console;

import dev.airlock.domain.approval.PlannedCall;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call does to what is there.
 *
 * @param reader the tool that it was read with
 * @param changes each place that becomes another
 * @param whole what the call is about, where it sends nothing to compare it with
 */
record Effect(
        String reader,
        List<ChangedArguments.Change> changes,
        @Nullable Layout whole) {
    static Effect of(PresentState present, PlannedCall planned, Folding folding) {
        Json.Obj sent = sent(planned.request().body());
        return new Effect(
                present.reader().value(),
                sent == null
                        ? List.of()
                        : ChangedArguments.between(present.seen(), sent, folding)
                                .changes(),
                sent == null ? Layout.of(present.seen(), folding) : null);
    }

    /** Whether everything is already as the call would make it. */
    boolean none() {
        return whole == null && changes.isEmpty();
    }

    private static Json.@Nullable Obj sent(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        try {
            return JsonReader.read(body, JsonLimits.DOCUMENT) instanceof Json.Obj object ? object : null;
        } catch (JsonSyntaxException e) {
            return null;
        }
    }
}
