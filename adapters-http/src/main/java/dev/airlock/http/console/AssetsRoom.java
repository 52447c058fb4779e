package dev.airlock.http.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Hands out stylesheet, script and icon. */
@Path("/assets/{hash}/{name}")
public final class AssetsRoom {
    private final Assets assets;

    AssetsRoom(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Open
    public Response file(@PathParam("hash") String hash, @PathParam("name") String name) {
        Assets.Asset asset = Visit.found(assets.find(hash, name));
        return Response.ok(asset.content(), asset.type())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .build();
    }
}
