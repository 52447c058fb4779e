package dev.airlock.http.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of several things to choose from. */
record Choice(String value, String label, String hint, boolean chosen) {
    static Choice of(String value, String label) {
        return new Choice(value, label, "", false);
    }

    static Choice of(String value, String label, String hint) {
        return new Choice(value, label, hint, false);
    }

    /** Returns the constant that was sent by its name, or null. */
    static <E extends Enum<E>> @Nullable E named(E[] constants, String sent) {
        for (E constant : constants) {
            if (constant.name().equals(sent)) {
                return constant;
            }
        }
        return null;
    }

    /** The choices with one of them chosen: the asked-for where there is one, else the first. */
    static List<Choice> choose(List<Choice> choices, String asked) {
        String value =
                choices.stream().anyMatch(choice -> choice.value.equals(asked)) ? asked : choices.getFirst().value;
        return choices.stream()
                .map(choice -> new Choice(choice.value, choice.label, choice.hint, choice.value.equals(value)))
                .toList();
    }
}
