package dev.airlock.upstream.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence for people why there is no answer. */
final class Failures {
    private Failures() {}

    /** Describes the exception; {@code expired} is the time limit where that is what ended the exchange. */
    static Exchange.Failure of(IOException e, String host, @Nullable Duration expired, boolean sent) {
        if (expired != null) {
            return new Exchange.Failure(host + " gave no answer within " + text(expired), sent);
        }
        boolean cancelled = Thread.currentThread().isInterrupted();
        return new Exchange.Failure(
                cancelled ? "the call was cancelled before " + host + " had answered" : cause(e, host), sent);
    }

    private static String cause(IOException e, String host) {
        return switch (e) {
            case UnknownHostException unknown -> AddressGuard.explain(host, unknown);
            case ConnectTimeoutException timeout -> host + " did not accept a connection in time";
            case ConnectException refused -> host + " does not accept connections";
            case SSLException tls ->
                "no secure connection to " + host + " could be made: its certificate or protocol was not accepted";
            case NoHttpResponseException silent -> host + " closed the connection without an answer";
            case MessageConstraintException huge -> "the answer of " + host + " has too many or too long headers";
            case UnreadableAnswerException unreadable -> host + ": " + unreadable.getMessage();
            case ZipException damaged -> "the answer of " + host + " is damaged: its compression cannot be undone";
            default -> "the connection to " + host + " broke off before its answer was complete";
        };
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
