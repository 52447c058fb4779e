package dev.airlock.upstream.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A place in a document, written as a JSON pointer (RFC 6901) only when somebody asks. */
record Place(@Nullable Place parent, String token) {
    /** The whole document. */
    static final Place ROOT = new Place(null, "");

    Place then(String child) {
        return new Place(this, child);
    }

    Place then(int index) {
        return then(Integer.toString(index));
    }

    /** Reads the fragment of a local reference, such as {@code /components/schemas/Order}; null where it is malformed. */
    static @Nullable Place below(Place start, String fragment) {
        try {
            Place place = start;
            for (String token : URLDecoder.decode(fragment.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                    .split("/", -1)) {
                place = place.then(token.replace("~1", "/").replace("~0", "~"));
            }
            return place;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Deque<String> tokens() {
        var tokens = new ArrayDeque<String>();
        for (Place place = this; place.parent != null; place = place.parent) {
            tokens.addFirst(place.token);
        }
        return tokens;
    }

    boolean isWithin(Place other) {
        return (this + "/").startsWith(other + "/");
    }

    @Override
    public String toString() {
        var pointer = new StringBuilder();
        tokens().forEach(token ->
                pointer.append('/').append(token.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }
}
