package dev.airlock.http.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a form with files (RFC 7578). */
final class MultipartBody {
    private static final String BOUNDARY = "a-boundary-that-no-test-uses";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void field(String name, String value) {
        part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    void file(String name, byte[] content) {
        part("name=\"" + name + "\"; filename=\"api.json\"\r\nContent-Type: application/json", content);
    }

    private void part(String head, byte[] content) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n");
        out.writeBytes(content);
        text("\r\n");
    }

    byte[] end() {
        text("--" + BOUNDARY + "--\r\n");
        return out.toByteArray();
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
