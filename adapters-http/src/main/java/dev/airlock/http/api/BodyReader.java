package dev.airlock.http.api;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads bodies into the records of this package, bounded and strictly. */
@Consumes(MediaType.APPLICATION_JSON)
final class BodyReader implements MessageBodyReader<Record> {
    private static final int MAX_BODY = 1 << 20;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() && type.getPackage().equals(BodyReader.class.getPackage());
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes =
                bounded(body, CarriesSpecification.class.isAssignableFrom(type) ? ApiJson.MAX_DOCUMENT : MAX_BODY);
        try {
            Record read = ApiJson.MAPPER.readValue(bytes, type);
            if (read == null) {
                throw Problem.of(Status.BAD_REQUEST, "the body must be a JSON object, and is null")
                        .exception();
            }
            return read;
        } catch (JacksonException e) {
            throw JsonFaults.problem(e);
        }
    }

    private static byte[] bounded(InputStream body, int limit) throws IOException {
        byte[] bytes;
        try {
            bytes = body.readNBytes(limit + 1);
        } catch (NoContentException e) {
            bytes = new byte[0];
        }
        if (bytes.length > limit) {
            throw Problem.of(
                            Status.REQUEST_ENTITY_TOO_LARGE,
                            "the body is larger than the " + (limit >> 20) + " MB that this route takes")
                    .exception();
        }
        if (bytes.length == 0) {
            throw Problem.of(Status.BAD_REQUEST, "the body is empty; this route wants a JSON object")
                    .exception();
        }
        return bytes;
    }
}
