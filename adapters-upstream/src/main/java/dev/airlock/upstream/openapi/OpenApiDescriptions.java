package dev.airlock.upstream.openapi;

import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.domain.net.UrlTemplate;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads Swagger 2.0, OpenAPI 3.0 and 3.1, as JSON or YAML; hostile documents are refused in bounded time and memory. */
public final class OpenApiDescriptions implements ApiDescriptions {
    private final Function<URI, Fetch> fetcher;

    /** Takes what fetches documents from public addresses, guarded and bounded. */
    public OpenApiDescriptions(Function<URI, Fetch> fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public Reading read(byte[] document, @Nullable URI source, List<UrlTemplate> others) {
        try {
            return new Import(DocumentReader.read(document), source, others).run();
        } catch (RefusedException e) {
            return new Reading.Refused(e.problem());
        }
    }

    @Override
    public Fetch fetch(URI address) {
        return fetcher.apply(address);
    }
}
