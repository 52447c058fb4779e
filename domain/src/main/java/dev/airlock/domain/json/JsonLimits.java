package dev.airlock.domain.json;

/**
 * Bounds that a document must keep to be read at all.
 *
 * @param maxDepth how deep arrays and objects may nest
 * @param maxNumberLength how many characters a number may have; its exponent is bounded to three digits
 * @param maxValues how many values it may hold in all, since three bytes of text can become a hundred bytes of memory
 */
public record JsonLimits(int maxDepth, int maxNumberLength, int maxValues) {
    /** For messages of agents and replies of upstreams. */
    public static final JsonLimits DEFAULT = new JsonLimits(64, 64, 1_000_000);

    /** For documents that people import. */
    public static final JsonLimits DOCUMENT = new JsonLimits(500, 64, 1_000_000);
}
