package dev.airlock.application.server;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ApiDescriptions.Fetch;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.net.UrlTemplate;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets and reads the description that somebody names. */
final class Descriptions {
    private final ApiDescriptions reader;

    Descriptions(ApiDescriptions reader) {
        this.reader = reader;
    }

    Result<Reading.Understood> read(DocumentSource source, List<UrlTemplate> others) {
        return switch (source) {
            case DocumentSource.Content(byte[] document) -> read(document, null, others);
            case DocumentSource.Address(URI url) ->
                switch (reader.fetch(url)) {
                    case Fetch.Fetched(byte[] document) -> read(document, url, others);
                    case Fetch.Failed(String problem) ->
                        Result.refused(Refusal.Invalid.field("specificationUrl", problem));
                };
        };
    }

    private Result<Reading.Understood> read(byte[] document, @Nullable URI source, List<UrlTemplate> others) {
        return switch (reader.read(document, source, others)) {
            case Reading.Understood understood -> Result.done(understood);
            case Reading.Refused(String problem) -> Result.refused(Refusal.Invalid.field("specification", problem));
        };
    }
}
