package dev.airlock.upstream.http;

import dev.airlock.domain.call.Header;
import dev.airlock.upstream.http.Deadlines.Deadline;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** The one HTTP client for everything that leaves Airlock: guarded, bounded, without redirects, retries and cookies. Thread-safe. */
public final class UpstreamClient implements AutoCloseable {
    private static final URI ROOT = URI.create("/");

    private final AddressGuard guard;
    private final UpstreamLimits limits;
    private final CloseableHttpClient client;
    private final Deadlines deadlines = new Deadlines();

    /** Makes a client that dials what the guard lets through. */
    public UpstreamClient(AddressGuard guard, UpstreamLimits limits) {
        this(guard, limits, proxy -> new Socket(Proxy.NO_PROXY));
    }

    UpstreamClient(AddressGuard guard, UpstreamLimits limits, DetachedSocketFactory sockets) {
        this.guard = guard;
        this.limits = limits;
        this.client = TunedClient.create(guard, limits, sockets);
    }

    UpstreamLimits limits() {
        return limits;
    }

    /** Returns whether an operator has named this place as one that may be called although it is not public. */
    boolean isException(URI address) {
        return guard.isException(address);
    }

    /** Returns where an address points; one that is neither http nor https is an {@link IllegalArgumentException}. */
    static HttpHost host(URI address) {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("calls go to https:// and http:// addresses with a host only");
        }
        return new HttpHost(scheme, HostPort.plain(address.getHost()), address.getPort());
    }

    /** Sends one request and reads its answer, all within the budget. */
    Exchange exchange(
            HttpHost host, String method, String target, List<Header> headers, byte[] body, Exchange.Budget budget) {
        var request = new HttpUriRequestBase(method, ROOT);
        request.setPath(target);
        headers.forEach(header -> request.addHeader(header.name(), header.value()));
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        var attempt = new Attempt();
        Deadline deadline = deadlines.in(budget.time(), request::cancel);
        try (deadline) {
            ClassicHttpResponse response = client.executeOpen(host, request, attempt);
            try {
                return answer(response, request, deadline, budget.bytes());
            } finally {
                // What was read counts, however closing ends.
                Closer.closeQuietly(response);
            }
        } catch (IOException e) {
            return Failures.of(e, host.getHostName(), deadline.expired() ? budget.time() : null, attempt.sent());
        }
    }

    private static Exchange answer(
            ClassicHttpResponse response, HttpUriRequestBase request, Deadline deadline, int limit) throws IOException {
        HttpEntity entity = response.getEntity();
        long length = entity == null ? 0 : entity.getContentLength();
        var body = new BoundedBody(limit, length);
        if (entity != null) {
            try {
                body.read(Compression.decoded(entity.getContent(), entity.getContentEncoding()));
            } catch (IOException e) {
                request.cancel();
                if (!deadline.expired()) {
                    throw e;
                }
                body.cutByTime();
            }
            if (body.cut() != null) {
                // Closing would first read the rest, however long it is.
                request.cancel();
            }
        }
        return new Exchange.Answer(
                response.getCode(), name -> first(response, name), body.bytes(), body.cut(), length, null);
    }

    private static @Nullable String first(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void close() {
        deadlines.close();
        client.close(CloseMode.IMMEDIATE);
    }
}
