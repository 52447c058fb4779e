package dev.airlock.bootstrap.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The running demo shop. It listens on 127.0.0.1 only, keeps everything in memory within fixed limits, and forgets it when closed.
 * Its OpenAPI description is also served, without a key, at {@code <baseUrl>/openapi.json}.
 */
public final class DemoApi implements AutoCloseable {
    private static final String BASE_PATH = "/v1";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Pause pause;
    private final URI baseUrl;
    private final String document;

    private DemoApi(HttpServer server, ExecutorService threads, Pause pause, URI baseUrl, String document) {
        this.server = server;
        this.threads = threads;
        this.pause = pause;
        this.baseUrl = baseUrl;
        this.document = document;
    }

    /**
     * Starts the shop with its opening stock.
     *
     * @param port the port to listen on, 0 for any free one
     * @param key what callers must send as bearer token, not blank
     * @param clock tells the shop's time; the opening orders are dated back from its first answer
     * @throws IOException if the port cannot be listened on
     */
    public static DemoApi start(int port, String key, InstantSource clock) throws IOException {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the demo API needs a key that is not blank");
        }
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        var baseUrl = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + BASE_PATH);
        var contract = Contract.load();
        var document = contract.servedAt(baseUrl);
        var pause = new Pause();
        var shop = Seed.openShop(clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", new Front(BASE_PATH, key, document, contract, shop, pause));
        server.start();
        return new DemoApi(server, threads, pause, baseUrl, document);
    }

    /** Where the operations' paths begin, without a slash at the end. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** The OpenAPI 3.1 description as JSON, its server being {@link #baseUrl()}. */
    public String openApiDocument() {
        return document;
    }

    /** Stops listening and drops the calls that are still waiting. */
    @Override
    public void close() {
        pause.end();
        server.stop(0);
        threads.shutdownNow();
    }
}
