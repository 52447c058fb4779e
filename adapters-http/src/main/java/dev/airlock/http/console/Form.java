package dev.airlock.http.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
