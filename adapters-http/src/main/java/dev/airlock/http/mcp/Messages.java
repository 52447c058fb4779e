package dev.airlock.http.mcp;

import java.io.IOException;

/** Where messages of Airlock's own go. */
interface Messages {
    /** Sends a JSON-RPC message. */
    void send(byte[] json) throws IOException;

    /** Shows clients and proxies that there is somebody, where nothing else does. */
    void keepAlive() throws IOException;
}
