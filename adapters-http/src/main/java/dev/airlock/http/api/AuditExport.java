package dev.airlock.http.api;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.audit.AuditEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes records of the audit log as they come, in a form for programs or for spreadsheets. */
enum AuditExport {
    /** One JSON object a line. */
    JSONL("") {
        @Override
        String line(AuditTrail.Entry entry) throws IOException {
            return ApiJson.MAPPER.writeValueAsString(AuditEventView.of(entry)) + "\n";
        }
    },
    /** RFC 4180, with a heading. */
    CSV("at,action,phase,result,subject,actor,client,address,server,tool,detail,writer,sequence\r\n") {
        @Override
        String line(AuditTrail.Entry entry) {
            AuditEvent event = entry.event();
            return row(Stream.of(
                    event.at(),
                    event.action(),
                    event.phase(),
                    event.result(),
                    event.subject(),
                    Objects.requireNonNullElse(event.actor(), ""),
                    event.client(),
                    event.address(),
                    Objects.requireNonNullElse(event.server(), ""),
                    Objects.requireNonNullElse(event.tool(), ""),
                    event.detail(),
                    entry.writer(),
                    entry.sequence()));
        }
    };

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final String heading;

    AuditExport(String heading) {
        this.heading = heading;
    }

    abstract String line(AuditTrail.Entry entry) throws IOException;

    /** Writes what the source streams; when the reader goes away, the source is stopped by an exception. */
    void write(OutputStream out, Consumer<Consumer<AuditTrail.Entry>> source) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            writer.write(heading);
            source.accept(entry -> append(writer, entry));
            writer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void append(BufferedWriter writer, AuditTrail.Entry entry) {
        try {
            writer.write(line(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Stream<?> cells) {
        return cells.map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        String text = value.toString();
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
