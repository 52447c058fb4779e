package dev.airlock.upstream.http;

import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.server.FailureSign;
import dev.airlock.upstream.http.Exchange.Answer;
import dev.airlock.upstream.http.Exchange.Cut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes an answer of text under a status of success: judged by what it says, reduced to what was asked for, bounded, with the way to more. */
final class TextShaper {
    private final int limit;
    private final ReplyRules rules;

    /** Shows at most so many tokens. */
    TextShaper(int limit, ReplyRules rules) {
        this.limit = limit;
        this.rules = rules;
    }

    Reply shape(Answer answer, MediaType type, OutgoingRequest request, Redaction redaction) {
        byte[] text = redaction.apply(answer, type);
        boolean inside = Tokens.fit(text, limit)
                || rules.lookInside()
                || !request.fields().isEmpty();
        Json json = inside && answer.cut() == null && type.isJson() ? read(text) : null;
        for (FailureSign sign : rules.failures()) {
            Json said = json == null ? null : sign.in(json);
            if (json != null && said != null) {
                return failed(answer, text, sign, sign.equal() == null ? said : json);
            }
        }
        var notes = new ArrayList<String>();
        if (rules.paging() != null) {
            rules.paging().hints(answer, json, request).forEach(hint -> notes.add(redaction.apply(hint)));
        }
        return request.fields().isEmpty()
                ? bounded(answer, text, json, notes)
                : projected(answer, text, json, request.fields(), notes);
    }

    /** The whole answer stands behind the words: there may be data beside the errors. */
    private Reply failed(Answer answer, byte[] text, FailureSign sign, Json said) {
        var content = new ArrayList<Content>();
        content.add(text(ErrorText.inSuccess(answer.status(), sign, ErrorMessages.in(said))));
        boolean truncated = addText(answer, text, content);
        return reply(answer, true, content, null, truncated);
    }

    private Reply projected(Answer answer, byte[] text, @Nullable Json json, List<String> fields, List<String> notes) {
        if (json == null) {
            notes.add("[" + rules.fieldsArgument()
                    + " were not picked out, because the answer is not one whole JSON value]");
            return bounded(answer, text, null, notes);
        }
        Json kept = Projection.of(fields).apply(json);
        if (kept == null) {
            notes.add("[nothing of the answer is named like that; it has: " + Projection.available(json) + "]");
            return bounded(answer, new byte[0], null, notes);
        }
        return bounded(answer, JsonWriter.write(kept), kept, notes);
    }

    private Reply bounded(Answer answer, byte[] text, @Nullable Json json, List<String> notes) {
        var content = new ArrayList<Content>();
        boolean truncated = addText(answer, text, content);
        notes.forEach(note -> content.add(text(note)));
        return reply(answer, false, content, !truncated && json instanceof Json.Obj ? text : null, truncated);
    }

    /** Adds as much as may be shown, and says so where that is not all; returns whether it is not. */
    private boolean addText(Answer answer, byte[] text, List<Content> content) {
        boolean truncated = answer.cut() != null || !Tokens.fit(text, limit);
        byte[] shown = truncated ? beginning(answer, text) : text;
        if (shown.length > 0) {
            content.add(new Content.Text(shown));
        }
        if (truncated) {
            content.add(text(truncation(answer, shown, text)));
        }
        return truncated;
    }

    private byte[] beginning(Answer answer, byte[] text) {
        return MediaType.of(answer.contentType()).isJson() ? JsonBeginning.of(text, limit) : Tokens.cut(text, limit);
    }

    private String truncation(Answer answer, byte[] shown, byte[] text) {
        long read = Tokens.in(text);
        if (answer.cut() == Cut.TIME && Tokens.fit(text, limit)) {
            return "[truncated: the API had sent about " + read + " tokens when its time was up; the rest is missing]";
        }
        long announced = answer.length() / Tokens.PARTS;
        String total = answer.cut() == null ? "" + read : announced > read ? "" + announced : "more than " + read;
        return "[truncated: about " + Tokens.in(shown) + " of " + total + " tokens shown; " + rules.less() + "]";
    }

    private static @Nullable Json read(byte[] utf8) {
        try {
            return JsonReader.read(utf8);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    private static Content text(String text) {
        return new Content.Text(text.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("NullAway") // It does not see that the record's array may be null.
    private static Reply reply(
            Answer answer, boolean failed, List<Content> content, byte @Nullable [] structured, boolean truncated) {
        return new Reply(answer.status(), failed, content, structured, truncated);
    }
}
