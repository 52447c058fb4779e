package dev.airlock.http.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI document of this API, for everyone: it is the same in every installation. */
@Path("/api/v1/openapi.json")
public final class DescriptionResource {
    private final byte[] document;

    DescriptionResource() {
        try (var in = Objects.requireNonNull(DescriptionResource.class.getResourceAsStream("openapi.json"))) {
            this.document = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows it. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response show() {
        return Response.ok(document).build();
    }
}
