package dev.airlock.http.console;

import dev.airlock.http.web.UrlEncoded;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Reads the form in a request's body, bounded, and in memory only: an uploaded document never touches the disk. */
final class FormReader {
    private static final int MAX_FORM = 64 * 1024;
    private static final int MAX_FILE = 32 * 1024 * 1024;
    private static final int MAX_UPLOAD = 2 * MAX_FILE;

    private FormReader() {}

    /**
     * Reads the form; only people who are signed in may upload.
     *
     * @param body the body as Jersey has it: of a simple form it may have taken a byte off the servlet's stream already
     */
    static Form read(HttpServletRequest request, InputStream body, boolean mayUpload) throws IOException {
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return urlEncoded(body);
        }
        if (mayUpload && type.startsWith("multipart/form-data")) {
            return multipart(request);
        }
        throw new NotSupportedException("the Control Room takes forms only");
    }

    private static Form urlEncoded(InputStream body) throws IOException {
        byte[] encoded = body.readNBytes(MAX_FORM + 1);
        if (encoded.length > MAX_FORM) {
            throw tooLarge();
        }
        try {
            return new Form(UrlEncoded.read(encoded), Map.of());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("the form is not encoded as a form should be", e);
        }
    }

    private static Form multipart(HttpServletRequest request) throws IOException {
        request.setAttribute(
                ServletContextRequest.MULTIPART_CONFIG_ELEMENT,
                new MultipartConfigElement("", MAX_FILE, MAX_UPLOAD, MAX_UPLOAD));
        var fields = new HashMap<String, List<String>>();
        var files = new HashMap<String, byte[]>();
        try {
            for (Part part : request.getParts()) {
                byte[] content = content(part);
                if (part.getSubmittedFileName() == null) {
                    fields.computeIfAbsent(part.getName(), name -> new ArrayList<>())
                            .add(new String(content, StandardCharsets.UTF_8));
                } else {
                    files.put(part.getName(), content);
                }
            }
        } catch (IllegalStateException e) {
            throw tooLarge();
        } catch (ServletException e) {
            throw new BadRequestException("the form is not encoded as a form should be", e);
        }
        return new Form(fields, files);
    }

    private static byte[] content(Part part) throws IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static ClientErrorException tooLarge() {
        return new ClientErrorException(
                "that is too large: a document may have " + MAX_FILE / (1024 * 1024) + " MiB",
                Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
