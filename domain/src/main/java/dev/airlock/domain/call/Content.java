package dev.airlock.domain.call;

/** One block of an answer, in MCP's kinds. Bytes are not to be changed. */
public sealed interface Content {
    /** Text, as UTF-8. */
    record Text(byte[] utf8) implements Content {}

    /** An image. */
    record Image(byte[] data, String mediaType) implements Content {}

    /** A sound. */
    record Audio(byte[] data, String mediaType) implements Content {}

    /** A file of any other kind, embedded as it is. */
    record Blob(byte[] data, String mediaType) implements Content {}
}
