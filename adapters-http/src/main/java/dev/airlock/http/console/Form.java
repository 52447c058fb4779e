package dev.airlock.http.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a form sent: the fields by name, and the bytes of a file by the field's name. */
record Form(Map<String, List<String>> fields, Map<String, byte[]> files) {
    static final Form EMPTY = new Form(Map.of(), Map.of());

    Form {
        fields = Map.copyOf(fields);
        files = Map.copyOf(files);
    }

    /** Returns a field's text without white space around it; empty where it was not sent. */
    String text(String name) {
        return exact(name).strip();
    }

    /** Returns a field's text as it was sent, for secrets; empty where it was not sent. */
    String exact(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** Returns a field's text, or null where it is blank. */
    @Nullable
    String optional(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    /** Returns the version of what the form was filled from, or 0 where it says none: whoever changed it since is not overwritten. */
    long version() {
        String text = text("version");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Returns the lines of a text that say something, without white space around them. */
    static Stream<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    /** Returns every value of a field. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Returns the bytes of the chosen file, or null where none was chosen. */
    byte @Nullable [] file(String name) {
        byte[] file = files.get(name);
        return file == null || file.length == 0 ? null : file;
    }

    /** A form with these fields. */
    static Form of(Map<String, String> fields) {
        var lists = new HashMap<String, List<String>>();
        fields.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Form(lists, Map.of());
    }
}
