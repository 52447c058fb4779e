package dev.airlock.http.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The description of an API in a body: an object, or the text of a JSON or YAML document.
 *
 * @param utf8 the document; not to be changed
 */
record SpecificationText(byte[] utf8) {
    /** Copies the document token by token: no tree of it is built. */
    static final class Reader extends JsonDeserializer<SpecificationText> {
        @Override
        public SpecificationText deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.hasToken(JsonToken.VALUE_STRING)) {
                return new SpecificationText(in.getText().getBytes(StandardCharsets.UTF_8));
            }
            if (!in.hasToken(JsonToken.START_OBJECT)) {
                return (SpecificationText) context.handleUnexpectedToken(SpecificationText.class, in);
            }
            var out = new ByteArrayOutputStream();
            try (var copy = ApiJson.MAPPER.createGenerator(out)) {
                copy.copyCurrentStructureExact(in);
            }
            return new SpecificationText(out.toByteArray());
        }
    }
}
