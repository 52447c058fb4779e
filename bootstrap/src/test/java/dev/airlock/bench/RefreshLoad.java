package dev.airlock.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Clients that refresh their tokens over and over, each by a connection of its own, one request after the other, every answer read. */
final class RefreshLoad implements Callable<long[]> {
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

    private final String client;
    private final int port;
    private final long nanos;
    private String refreshToken;
    private String accessToken = "";

    private RefreshLoad(String line, int port, long seconds) {
        String[] parts = line.split(" ");
        this.client = parts[0];
        this.refreshToken = parts[1];
        this.port = port;
        this.nanos = seconds * 1_000_000_000;
    }

    /**
     * Arguments: data directory, port, seconds. Reads the clients from the file {@code clients} and leaves their newest tokens there, and an access token
     * in the file {@code access-token}. Prints requests a second, p50 and p99 in microseconds.
     */
    public static void main(String[] arguments) throws Exception {
        Path clients = Path.of(arguments[0], "clients");
        long seconds = Long.parseLong(arguments[2]);
        List<RefreshLoad> loads = Files.readAllLines(clients).stream()
                .map(line -> new RefreshLoad(line, Integer.parseInt(arguments[1]), seconds))
                .toList();
        var times = new ArrayList<long[]>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<long[]> load : threads.invokeAll(loads)) {
                times.add(load.get());
            }
        } finally {
            Files.write(
                    clients,
                    loads.stream()
                            .map(load -> load.client + " " + load.refreshToken)
                            .toList());
        }
        Files.writeString(Path.of(arguments[0], "access-token"), loads.getFirst().accessToken);
        long[] all = times.stream().flatMapToLong(LongStream::of).sorted().toArray();
        System.out.printf(
                "%d %d %d%n", all.length / seconds, all[all.length / 2] / 1_000, all[all.length * 99 / 100] / 1_000);
    }

    @Override
    public long[] call() throws IOException {
        LongStream.Builder times = LongStream.builder();
        try (var connection = new OpenConnection(port)) {
            long now = System.nanoTime();
            for (long end = now + nanos; now < end; ) {
                String answer = connection.call(request(), "\"refresh_token\"");
                refreshToken = found(REFRESH_TOKEN, answer);
                accessToken = found(ACCESS_TOKEN, answer);
                long then = System.nanoTime();
                times.add(then - now);
                now = then;
            }
        }
        return times.build().toArray();
    }

    private byte[] request() {
        String form = "grant_type=refresh_token&client_id=" + client + "&refresh_token=" + refreshToken;
        String request = "POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form;
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    private static String found(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("no token in " + answer);
        }
        return matcher.group(1);
    }
}
