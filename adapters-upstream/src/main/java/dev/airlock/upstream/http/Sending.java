package dev.airlock.upstream.http;

import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.upstream.http.Exchange.Answer;
import dev.airlock.upstream.http.Exchange.Budget;
import dev.airlock.upstream.http.Exchange.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of one operation: once, and where the API asks for patience or points elsewhere, and nothing can happen twice, a little further.
 * All of it is one call, within one time. Thread-safe.
 */
final class Sending {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int MAX_HOPS = 3;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final byte[] NO_BODY = {};

    private final UpstreamClient client;
    private final boolean idempotent;
    private final RetryBudget retries;
    private final InstantSource clock;

    /** {@code idempotent} says that a repetition changes nothing more. */
    Sending(UpstreamClient client, boolean idempotent, RetryBudget retries, InstantSource clock) {
        this.client = client;
        this.idempotent = idempotent;
        this.retries = retries;
        this.clock = clock;
    }

    /** A call on its way, and when its time is up by the monotonic clock. */
    private record Call(
            Base.Spot base,
            OutgoingRequest request,
            @Nullable Credential credential,
            CredentialedRequest complete,
            long end) {
        Duration left() {
            return Duration.ofNanos(end - System.nanoTime());
        }
    }

    /** Sends the request, complete with the credential; a redirect below the base URL takes the credential along. */
    Exchange send(
            Base.Spot base, OutgoingRequest request, @Nullable Credential credential, CredentialedRequest complete) {
        Duration time = client.limits().callTime();
        var call = new Call(base, request, credential, complete, System.nanoTime() + time.toNanos());
        retries.count();
        Exchange first = once(call, time);
        return first instanceof Answer answer && answer.status() > 299 ? further(call, answer) : first;
    }

    private Exchange once(Call call, Duration time) {
        var budget = new Budget(time, client.limits().bodyBytes());
        return client.exchange(
                call.base.host(),
                call.request.method(),
                call.complete.target(),
                call.complete.headers(),
                call.request.body(),
                budget);
    }

    private Exchange further(Call call, Answer answer) {
        Answer last = answer;
        Duration wait = Waits.of(answer, clock.instant());
        if (wait != null && mayRepeat(call, answer, wait) && waited(wait)) {
            Exchange second = once(call, call.left());
            if (!(second instanceof Answer again)) {
                return reached(second);
            }
            last = again;
        }
        return READING.contains(call.request.method()) ? followed(call, last) : last;
    }

    /** Whatever became of a later request, the first one did reach the API. */
    private static Exchange reached(Exchange exchange) {
        return exchange instanceof Failure(String problem, boolean sent) ? new Failure(problem, true) : exchange;
    }

    private boolean mayRepeat(Call call, Answer answer, Duration wait) {
        return idempotent
                && (answer.status() == 429 || answer.status() == 503)
                && wait.compareTo(MAX_WAIT) <= 0
                && wait.compareTo(call.left()) < 0
                && retries.take();
    }

    private static boolean waited(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Exchange followed(Call call, Answer first) {
        Answer answer = first;
        Hop at = new Hop(call.base.hop().address().resolve(call.complete.target()), true);
        for (int hops = 0; hops < MAX_HOPS && isRedirect(answer); hops++) {
            Hop next = at.next(answer.location(), call.base.hop());
            if (next == null || !call.left().isPositive() || (!next.trusted() && client.isException(next.address()))) {
                return answer;
            }
            Exchange exchange = follow(call, next);
            if (!(exchange instanceof Answer further)) {
                return reached(exchange);
            }
            answer = further.redirectedTo(UpstreamClient.host(next.address()).toURI());
            at = next;
        }
        return answer;
    }

    private Exchange follow(Call call, Hop next) {
        String target = DocumentRequest.target(next.address());
        CredentialedRequest request = next.trusted() ? withCredential(call, target) : CredentialedRequest.bare(target);
        return client.exchange(
                UpstreamClient.host(next.address()),
                call.request.method(),
                request.target(),
                request.headers(),
                NO_BODY,
                new Budget(call.left(), client.limits().bodyBytes()));
    }

    private static CredentialedRequest withCredential(Call call, String target) {
        var request = new OutgoingRequest(
                call.request.method(), call.request.origin(), target, call.request.headers(), NO_BODY);
        return CredentialedRequest.of(request, call.credential);
    }

    private static boolean isRedirect(Answer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }
}
