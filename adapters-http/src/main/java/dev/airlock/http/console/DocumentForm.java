package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.server.DocumentSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the part of a form that gives an OpenAPI document: by address, as a file, or pasted. */
final class DocumentForm {
    private final List<DocumentSource> given = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    DocumentForm(Form form) {
        readUrl(form.optional("specificationUrl"));
        byte[] file = form.file("document");
        if (file != null) {
            given.add(new DocumentSource.Content(file));
        }
        String pasted = form.optional("specification");
        if (pasted != null) {
            given.add(new DocumentSource.Content(pasted.getBytes(StandardCharsets.UTF_8)));
        }
        if (problems.isEmpty() && given.size() != 1) {
            problems.add(new Problem(
                    "specificationUrl",
                    given.isEmpty()
                            ? "give the document: its address, a file, or its text"
                            : "give the document once: its address, or a file, or its text"));
        }
    }

    private void readUrl(@Nullable String url) {
        if (url == null) {
            return;
        }
        try {
            given.add(new DocumentSource.Address(new URI(url)));
        } catch (java.net.URISyntaxException e) {
            problems.add(new Problem("specificationUrl", "an address looks like https://api.example.com/openapi.json"));
        }
    }

    /** Returns the document, or null where {@link #problems()} says what is wrong. */
    @Nullable
    DocumentSource source() {
        return problems.isEmpty() ? given.getFirst() : null;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
