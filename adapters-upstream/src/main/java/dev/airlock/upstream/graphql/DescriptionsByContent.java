package dev.airlock.upstream.graphql;

import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.domain.net.UrlTemplate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stored GraphQL operations where a document begins like such, and gives every other document to the reader of OpenAPI. */
public final class DescriptionsByContent implements ApiDescriptions {
    private static final int MAX_BEGINNING = 64 << 10;

    private final ApiDescriptions openApi;

    /** Takes the reader for everything that is not GraphQL. */
    public DescriptionsByContent(ApiDescriptions openApi) {
        this.openApi = openApi;
    }

    @Override
    public Reading read(byte[] document, @Nullable URI source, List<UrlTemplate> others) {
        String beginning = new String(document, 0, Math.min(document.length, MAX_BEGINNING), StandardCharsets.UTF_8);
        if (Introspection.isAtStart(beginning)) {
            return new Reading.Refused("the document has no operations: put named queries and mutations before the"
                    + " result of the introspection query");
        }
        if (!GraphQlText.isLikely(beginning)) {
            return openApi.read(document, source, others);
        }
        int limit = GraphQlText.MAX_CHARACTERS + Introspection.MAX_CHARACTERS;
        return document.length > limit
                ? new Reading.Refused(
                        "the document has " + document.length + " bytes; for GraphQL the limit is " + limit)
                : GraphQlDescription.read(new String(document, StandardCharsets.UTF_8));
    }

    @Override
    public Fetch fetch(URI address) {
        return openApi.fetch(address);
    }
}
