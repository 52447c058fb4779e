package dev.airlock.upstream.http;

import dev.airlock.domain.server.FailureSign;
import dev.airlock.upstream.http.Exchange.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells an agent what an API refused, in the API's own words where it has some, and what to do about it. */
final class ErrorText {
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_BODY = 2_000;
    private static final int MAX_HTML = 16 * 1024;

    private ErrorText() {}

    /** Returns the text; {@code body} is UTF-8, {@code wait} how long the API wants to be left alone, where it says so. */
    static String of(Answer answer, MediaType type, byte[] body, @Nullable Duration wait) {
        var text = new StringBuilder("The API answered ").append(Reasons.of(answer.status()));
        String message = type.isHtml() ? html(body) : ErrorMessages.in(body);
        if (message != null && !message.isBlank()) {
            text.append(": ").append(bounded(message.strip(), MAX_MESSAGE));
        }
        text.append("\n").append(hint(answer, wait));
        if (!type.isHtml()
                && body.length > 0
                && (type.isTextual() || type.name().isEmpty())) {
            text.append("\nIts answer: ").append(bounded(string(body), MAX_BODY));
        }
        return text.toString();
    }

    /** Returns the text for an answer of success that says that the call failed. */
    static String inSuccess(int status, FailureSign sign, @Nullable String message) {
        String told = message == null || message.isBlank() ? "" : ": " + bounded(message.strip(), MAX_MESSAGE);
        return "The API answered " + Reasons.of(status) + ", but says that the call failed (" + sign + ")" + told + "\n"
                + NextSteps.after(told);
    }

    private static String hint(Answer answer, @Nullable Duration wait) {
        int status = answer.status();
        if (Waits.isLimited(answer)) {
            return "Too many calls. " + retry(wait, "Wait before calling again.");
        }
        return switch (status) {
            case 400, 422 -> "Correct the arguments as the API says and call again.";
            case 401 ->
                "The API did not accept your stored credential. Connect the service again in the Control Room; calling again"
                        + " before that will not help.";
            case 403 ->
                "Your credential is known to the API but may not do this. Ask for the permission, or do without it.";
            case 404, 410 ->
                "Nothing is there under these arguments. Check the identifiers, for example by listing first.";
            case 405, 501 -> "The API does not offer this operation. The server's description may be out of date.";
            case 409, 412 -> "The thing has changed or exists already. Read it again, then decide.";
            default ->
                status >= 300 && status < 400
                        ? redirect(answer)
                        : status >= 500
                                ? "The fault is on the API's side. "
                                        + retry(wait, "Read before you repeat a change: it may have happened.")
                                : "Correct the call as the API says.";
        };
    }

    private static String retry(@Nullable Duration wait, String otherwise) {
        return wait == null ? otherwise : "Wait " + wait.toSeconds() + " seconds before calling again.";
    }

    private static String redirect(Answer answer) {
        String host = host(answer.location());
        return "It redirects" + (host == null ? "" : " to " + host)
                + ", where the call was not sent: only reading calls follow, three times at most, to public and no less secure"
                + " addresses. An administrator can change the server's address.";
    }

    private static @Nullable String host(@Nullable String location) {
        try {
            return location == null ? null : URI.create(location.strip()).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String html(byte[] body) {
        return HtmlText.of(string(Utf8.cut(body, MAX_HTML)));
    }

    private static String string(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String bounded(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit) + "…";
    }
}
