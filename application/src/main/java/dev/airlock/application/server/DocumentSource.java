package dev.airlock.application.server;

import java.net.URI;

/** Where the description of an API comes from. */
public sealed interface DocumentSource {
    /** Uploaded or pasted; not to be changed. */
    record Content(byte[] document) implements DocumentSource {}

    /** To be fetched from a public address. */
    record Address(URI url) implements DocumentSource {}
}
