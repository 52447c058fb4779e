package dev.airlock.http.web;

import dev.airlock.domain.server.Server;

/**
 * Where people find in the Control Room what belongs to a server.
 *
 * @param origin of the Control Room, without a slash at its end
 */
public record ServerPages(String origin) {
    /** The page on which a person connects in one step. */
    public String connection(Server server) {
        return origin + "/servers/" + server.slug() + "/connection";
    }

    /** Where the service sends people back to: for each server another place, so that none can answer for another. */
    public String callback(Server server) {
        return connection(server) + "/callback";
    }
}
