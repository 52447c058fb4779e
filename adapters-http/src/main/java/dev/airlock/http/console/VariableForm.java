package dev.airlock.http.console;

import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.ToolReading;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a place in a server's base URLs, as it is typed.
 *
 * @param values one a line
 * @param ways how the value comes: {@link #PERSON}, {@link #TOKEN} or {@link #TOOL}
 * @param label where the tool's answer has names; empty for none
 */
record VariableForm(
        int number,
        String name,
        String description,
        String standard,
        String values,
        List<Choice> ways,
        ReadingForm reading,
        String label) {
    private static final String PERSON = "person";
    private static final String TOKEN = "token";
    private static final String TOOL = "tool";
    private static final List<Choice> WAYS = List.of(
            Choice.of(PERSON, "The person who connects says it"),
            Choice.of(TOKEN, "The token endpoint's answer has it"),
            Choice.of(TOOL, "A tool lists what there is"));

    static VariableForm of(int number, ServerVariable variable) {
        ToolReading lookup =
                variable.discovery() instanceof Discovery.Lookup(ToolReading reading, var label) ? reading : null;
        String member = variable.discovery() instanceof Discovery.TokenMember(MemberPath path) ? path.text() : "";
        ReadingForm reading = ReadingForm.of(lookup);
        String label = variable.discovery() instanceof Discovery.Lookup(var reading2, @Nullable MemberPath path)
                        && path != null
                ? path.text()
                : "";
        String way = lookup != null ? TOOL : member.isEmpty() ? PERSON : TOKEN;
        return new VariableForm(
                number,
                variable.name(),
                variable.description(),
                variable.standard() == null ? "" : variable.standard(),
                String.join("\n", variable.values()),
                Choice.choose(WAYS, way),
                member.isEmpty() ? reading : new ReadingForm("", "", member),
                label);
    }

    /** Returns the forms that were sent, in order. */
    static List<VariableForm> sent(Form form) {
        return Stream.iterate(0, n -> !form.text("name-" + n).isEmpty(), n -> n + 1)
                .map(n -> new VariableForm(
                        n,
                        form.text("name-" + n),
                        form.text("description-" + n),
                        form.text("standard-" + n),
                        form.text("values-" + n),
                        Choice.choose(WAYS, form.text("way-" + n)),
                        new ReadingForm(form.text("tool-" + n), form.text("arguments-" + n), form.text("member-" + n)),
                        form.text("label-" + n)))
                .toList();
    }

    /** Reads it; what is not valid is an {@link IllegalArgumentException} that says what would be. */
    ServerVariable read() {
        return new ServerVariable(
                name,
                description,
                standard.isEmpty() ? null : standard,
                Form.lines(values).toList(),
                discovery());
    }

    /** Returns whether it is the service that says the value. */
    boolean discovered() {
        return !way().equals(PERSON);
    }

    private String way() {
        return ways.stream().filter(Choice::chosen).findFirst().orElseThrow().value();
    }

    private @Nullable Discovery discovery() {
        return switch (way()) {
            case TOKEN -> new Discovery.TokenMember(new MemberPath(reading.member()));
            case TOOL -> {
                ToolReading lookup = reading.read();
                if (lookup == null) {
                    throw new IllegalArgumentException("name the tool that lists what " + name + " can be");
                }
                yield new Discovery.Lookup(lookup, label.isEmpty() ? null : new MemberPath(label));
            }
            default -> null;
        };
    }
}
