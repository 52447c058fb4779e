package dev.airlock.http.mcp;

import dev.airlock.http.web.MediaTypes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Server-sent events of one response; each is on the wire when the method returns. */
final class EventStream implements Messages {
    private static final byte[] BEFORE = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SILENCE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    /** The server keeps a response's buffer, by itself 32 KiB outside the heap, for as long as the response is open: hours, times thousands. */
    private static final int BUFFER = 512;

    private final ServletOutputStream out;

    /** Begins the response; proxies are asked not to hold it back. */
    EventStream(HttpServletResponse response) throws IOException {
        response.setBufferSize(BUFFER);
        response.setContentType(MediaTypes.EVENT_STREAM);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
    }

    @Override
    public void keepAlive() throws IOException {
        out.write(SILENCE);
        out.flush();
    }

    @Override
    public void send(byte[] json) throws IOException {
        var event = new ByteArrayOutputStream(json.length + 32);
        event.writeBytes(BEFORE);
        event.writeBytes(json);
        event.writeBytes(AFTER);
        out.write(event.toByteArray());
        out.flush();
    }
}
