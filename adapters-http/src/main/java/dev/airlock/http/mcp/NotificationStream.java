package dev.airlock.http.mcp;

import java.io.IOException;

/** An open stream of notifications, in the words of its era. */
interface NotificationStream {
    /** Says that it is open. */
    void begin() throws IOException;

    /** Tells what has changed between two looks; returns whether there was anything to tell. */
    boolean tell(Sight before, Sight now) throws IOException;

    /** Shows clients and proxies that the stream lives. */
    void keepAlive() throws IOException;

    /** Ends it in good order. */
    void end() throws IOException;

    /** Makes a stream over what carries its messages. */
    @FunctionalInterface
    interface Opening {
        NotificationStream open(Messages messages);
    }
}
