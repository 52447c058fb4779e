package dev.airlock.application.server;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Target;
import dev.airlock.domain.tool.Tool;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads descriptions of APIs: OpenAPI 3.0, 3.1 and Swagger 2.0, as JSON or YAML; and documents of named GraphQL operations. */
public interface ApiDescriptions {
    /**
     * Reads a document; nothing that it refers to is fetched.
     *
     * @param others base URLs to which operations may go beside the document's own
     */
    Reading read(byte[] document, @Nullable URI source, List<UrlTemplate> others);

    /** Fetches a document from a public address, bounded in time and size. */
    Fetch fetch(URI address);

    /** What came of reading. */
    sealed interface Reading {
        /**
         * The document is understood.
         *
         * @param target where its first server entry says that calls go, null where it names none that is absolute
         * @param warnings what an agent will not be able to use, and why
         */
        record Understood(
                String title,
                String description,
                @Nullable Target target,
                List<CredentialScheme> schemes,
                List<Tool> tools,
                List<String> warnings)
                implements Reading {
            public Understood {
                schemes = List.copyOf(schemes);
                tools = List.copyOf(tools);
                warnings = List.copyOf(warnings);
            }
        }

        /** The document is refused; the problem names the place. */
        record Refused(String problem) implements Reading {}
    }

    /** What came of fetching. */
    sealed interface Fetch {
        /** The document's bytes. */
        record Fetched(byte[] document) implements Fetch {}

        /** It could not be had. */
        record Failed(String problem) implements Fetch {}
    }
}
