package dev.airlock.http.mcp;

import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the outcome of a call into the result that an agent reads: what happened, and what may be done now. */
final class CallResults {
    private static final int MAX_VIOLATIONS = 50;
    private static final int POLL_SECONDS = 5;

    private final ResultFrame frame;
    private final String baseUrl;

    /** Links begin with the base URL, which ends without a slash. */
    CallResults(ResultFrame frame, String baseUrl) {
        this.frame = frame;
        this.baseUrl = baseUrl;
    }

    /** Writes the answer; a tool that promises a structured answer gives one, or an error. */
    Answer.Response answer(Json id, boolean promisesStructure, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Answered(var call, Reply reply) -> answered(id, promisesStructure, reply);
            case CallOutcome.UnknownTool(String tool) ->
                new Answer.Failure(
                        id,
                        RpcError.invalidParams(
                                "there is no tool " + RpcError.quoted(tool) + "; tools/list names those there are"));
            case CallOutcome.InvalidArguments(var call, List<Violation> violations) -> error(id, invalid(violations));
            case CallOutcome.Denied denied -> error(id, refused(denied));
            case CallOutcome.AwaitingApproval waiting -> waiting(id, promisesStructure, waiting);
            case CallOutcome.NotAsked unasked -> error(id, unasked(unasked));
            case CallOutcome.NotApproved unapproved -> error(id, unapproved(unapproved));
            case CallOutcome.NotConnected unconnected -> error(id, unconnected(unconnected));
            case CallOutcome.UpstreamFailed failed -> error(id, failed(failed));
            case CallOutcome.Unavailable(String problem) -> new Answer.Failure(id, RpcError.unavailable(problem));
        };
    }

    private String unconnected(CallOutcome.NotConnected outcome) {
        String why = outcome.fault() == null
                ? "you have not connected " + outcome.serverName() + " yet. Connect it at "
                : "your connection to " + outcome.serverName() + " works no more (" + outcome.fault()
                        + "). Connect it again at ";
        return "Nothing was sent: " + why + baseUrl + outcome.connectPath() + " and call the tool again.";
    }

    private Answer.Result answered(Json id, boolean promisesStructure, Reply reply) {
        byte[] structured = reply.failed() ? null : reply.structured();
        boolean failed = reply.failed() || (promisesStructure && structured == null);
        int size = 64 + (structured == null ? 0 : structured.length);
        for (Content block : reply.content()) {
            size += 64 + size(block);
        }
        return frame.result(id, size, out -> {
            out.name("content").beginArray();
            reply.content().forEach(block -> write(out, block));
            out.endArray();
            close(out, structured, failed);
        });
    }

    private Answer.Result waiting(Json id, boolean promisesStructure, CallOutcome.AwaitingApproval waiting) {
        String page = baseUrl + waiting.path();
        String text = "Nothing was sent yet: " + waiting.ground().explanation() + ". The request "
                + waiting.approval() + " waits for a person until " + waiting.expiresAt() + ", who decides at " + page
                + ". Call the tool " + ToolName.CHECK_APPROVAL + " with {\"requestId\": \"" + waiting.approval()
                + "\"} to learn the outcome: it waits for the decision and returns what the call would have. Repeating the"
                + " call asks nobody again, it waits for the same request.";
        byte[] structured = JsonWriter.write(Json.object()
                .put("status", "awaiting_approval")
                .put("requestId", waiting.approval().toString())
                .put("statusUrl", baseUrl + "/api/v1/approvals/" + waiting.approval())
                .put("approvalUrl", page)
                .put("pollIntervalSeconds", POLL_SECONDS)
                .put("expiresAt", waiting.expiresAt().toString())
                .build());
        return text(id, text, promisesStructure ? null : structured, promisesStructure);
    }

    private static String invalid(List<Violation> violations) {
        return "Nothing was sent, because the arguments do not fit the tool's inputSchema:\n"
                + violations.stream()
                        .limit(MAX_VIOLATIONS)
                        .map(v -> "- " + (v.argument().isEmpty() ? "the arguments" : v.argument()) + ": " + v.problem())
                        .collect(Collectors.joining("\n"))
                + (violations.size() > MAX_VIOLATIONS
                        ? "\n- and " + (violations.size() - MAX_VIOLATIONS) + " more"
                        : "")
                + "\nCorrect them and call the tool again.";
    }

    private static String refused(CallOutcome.Denied denied) {
        return "Nothing was sent: the call is " + denied.ground().explanation()
                + ". The same call will be refused again. Use another tool or other arguments that the policy"
                + " allows, or ask an administrator of the organization to change the policy (rule \""
                + denied.ground().rule() + "\", call " + denied.call() + ").";
    }

    private static String unasked(CallOutcome.NotAsked unasked) {
        return "Nothing was sent: " + unasked.ground().explanation() + ", but " + unasked.problem() + " (rule \""
                + unasked.ground().rule() + "\", call " + unasked.call() + ").";
    }

    private static String unapproved(CallOutcome.NotApproved unapproved) {
        return "Nothing was sent: "
                + switch (unapproved.refusal()) {
                    case REJECTED ->
                        "a person rejected the call and said: " + unapproved.reason()
                                + "\nDo not repeat the same call; do as they say, or ask the user how to go on.";
                    case EXPIRED ->
                        "nobody decided in time. Ask the user whether it is still wanted before you call again.";
                    case CANCELLED -> "the request was taken back before it was decided.";
                }
                + " (request " + unapproved.approval() + ", call " + unapproved.call() + ")";
    }

    private static String failed(CallOutcome.UpstreamFailed failed) {
        return "The call failed: " + failed.problem() + ". "
                + (failed.sent()
                        ? "It may have taken effect all the same; check before you repeat it."
                        : "It has not taken effect; you may try again.")
                + " (call " + failed.call() + ")";
    }

    /** Writes a result that says what went wrong. */
    Answer.Result error(Json id, String text) {
        return text(id, text, null, true);
    }

    private Answer.Result text(Json id, String text, byte @Nullable [] structured, boolean failed) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return frame.result(id, utf8.length + 512, out -> {
            out.name("content").beginArray();
            write(out, new Content.Text(utf8));
            out.endArray();
            close(out, structured, failed);
        });
    }

    private static void close(JsonWriter out, byte @Nullable [] structured, boolean failed) {
        if (structured != null) {
            out.name("structuredContent").raw(structured);
        }
        if (failed) {
            out.name("isError").bool(true);
        }
    }

    private static void write(JsonWriter out, Content block) {
        out.beginObject().name("type");
        switch (block) {
            case Content.Text(byte[] utf8) -> out.text("text").name("text").text(utf8);
            case Content.Image(byte[] data, String mediaType) -> media(out.text("image"), data, mediaType);
            case Content.Audio(byte[] data, String mediaType) -> media(out.text("audio"), data, mediaType);
            case Content.Blob(byte[] data, String mediaType) -> resource(out.text("resource"), data, mediaType);
        }
        out.endObject();
    }

    private static void media(JsonWriter out, byte[] data, String mediaType) {
        out.name("data").text(Base64.getEncoder().encode(data)).name("mimeType").text(mediaType);
    }

    /** An embedded resource has to have an address; this one is made of what it holds, and cannot be read again. */
    private static void resource(JsonWriter out, byte[] data, String mediaType) {
        out.name("resource").beginObject();
        out.name("uri")
                .text("urn:uuid:" + UUID.nameUUIDFromBytes(data))
                .name("mimeType")
                .text(mediaType);
        out.name("blob").text(Base64.getEncoder().encode(data)).endObject();
    }

    private static int size(Content block) {
        return switch (block) {
            case Content.Text(byte[] utf8) -> utf8.length + utf8.length / 8;
            case Content.Image(byte[] data, var type) -> data.length / 3 * 4;
            case Content.Audio(byte[] data, var type) -> data.length / 3 * 4;
            case Content.Blob(byte[] data, var type) -> data.length / 3 * 4;
        };
    }
}
