package dev.airlock.http.console;

import dev.airlock.application.server.DocumentSource;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way from the plan's page to its application: an address, or the bytes in a hidden field. A large document is
 * chosen again instead; the plan's id tells whether it is the same. So no node has to keep anything in between.
 */
record CarriedDocument(@Nullable String url, @Nullable String base64, boolean chooseAgain) {
    private static final int MAX_CARRIED = 2 * 1024 * 1024;

    static CarriedDocument of(DocumentSource source) {
        return switch (source) {
            case DocumentSource.Address(URI url) -> new CarriedDocument(url.toString(), null, false);
            case DocumentSource.Content(byte[] document)
            when document.length > MAX_CARRIED -> new CarriedDocument(null, null, true);
            case DocumentSource.Content(byte[] document) ->
                new CarriedDocument(null, Base64.getEncoder().encodeToString(document), false);
        };
    }

    /** Returns the document that a form carries, or null where there is none. */
    static @Nullable DocumentSource read(Form form) {
        byte[] file = form.file("document");
        String url = form.optional("url");
        String base64 = form.optional("base64");
        try {
            if (file != null) {
                return new DocumentSource.Content(file);
            }
            if (url != null) {
                return new DocumentSource.Address(URI.create(url));
            }
            return base64 == null
                    ? null
                    : new DocumentSource.Content(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
