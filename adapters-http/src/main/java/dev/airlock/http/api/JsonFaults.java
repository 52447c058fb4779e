package dev.airlock.http.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body in the words of its sender, naming no class of ours. */
final class JsonFaults {
    private JsonFaults() {}

    static WebApplicationException problem(JacksonException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown ->
                Problem.invalid(path(unknown), "there is no such member; " + known(unknown));
            case StreamConstraintsException excess ->
                malformed(excess, "it nests too deeply, or a name or a number in it is too long");
            case StreamReadException syntax -> malformed(syntax, syntax.getOriginalMessage());
            case MismatchedInputException mismatch
            when mismatch.getPath().isEmpty() ->
                Problem.of(Status.BAD_REQUEST, "the body must be one JSON object and nothing else")
                        .exception();
            case MismatchedInputException mismatch ->
                Problem.invalid(path(mismatch), "must be " + expected(mismatch.getTargetType()));
            case JsonMappingException other when other.getCause() instanceof JacksonException cause -> problem(cause);
            default -> malformed(fault, "it cannot be read");
        };
    }

    private static WebApplicationException malformed(JacksonException fault, String message) {
        JsonLocation place = fault.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return Problem.of(Status.BAD_REQUEST, "the body is malformed JSON" + where + ": " + message)
                .exception();
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> names = unknown.getKnownPropertyIds();
        return "there are "
                + (names == null
                        ? "none"
                        : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
    }

    private static String path(JsonMappingException fault) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(JsonFaults::written)
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == SpecificationText.class) {
            return "an object, or the text of a JSON or YAML document";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String written(Object constant) {
        return ApiJson.MAPPER.convertValue(constant, String.class);
    }
}
