package dev.airlock.bench;

import dev.airlock.persistence.embedded.RunningPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Latency at a fixed rate, of which nothing is hidden: a call that had to wait for the one before it counts from when it was due. Direct calls, calls
 * through gateways and single commits on Airlock's PostgreSQL take turns.
 */
final class Latency {
    private static final int ROUNDS = 4;
    private static final int CALLS = 600;
    private static final long INTERVAL = 5_000_000;
    private static final String EXPECTED = "ord-4711";

    private Latency() {}

    private interface Work {
        void run() throws Exception;
    }

    /** Arguments: data directory, then name, port and file of the request of each target. Prints name, p50 and p99 in microseconds. */
    public static void main(String[] arguments) throws Exception {
        RunningPostgres postgres = RunningPostgres.find(Path.of(arguments[0], "postgresql"))
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs on " + arguments[0]));
        try (Connection database = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), "postgres", new String(postgres.password()));
                Statement statement = database.createStatement()) {
            statement.execute(
                    "create table if not exists bench_commit (id bigserial primary key, detail text not null)");
            var works = new LinkedHashMap<String, Work>();
            for (int i = 1; i < arguments.length; i += 3) {
                var connection = new OpenConnection(Integer.parseInt(arguments[i + 1]));
                byte[] request = Files.readAllBytes(Path.of(arguments[i + 2]));
                works.put(arguments[i], () -> connection.call(request, EXPECTED));
            }
            PreparedStatement insert = database.prepareStatement("insert into bench_commit (detail) values (?)");
            insert.setString(1, "x".repeat(600));
            works.put("commit", insert::executeUpdate);
            measure(works).forEach(Latency::print);
            statement.execute("drop table bench_commit");
        }
    }

    private static Map<String, List<Long>> measure(Map<String, Work> works) throws Exception {
        var times = new LinkedHashMap<String, List<Long>>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Work> work : works.entrySet()) {
                List<Long> measured = paced(work.getValue());
                if (round > 0) {
                    times.computeIfAbsent(work.getKey(), name -> new ArrayList<>())
                            .addAll(measured);
                }
            }
        }
        return times;
    }

    private static List<Long> paced(Work work) throws Exception {
        var times = new ArrayList<Long>(CALLS);
        long due = System.nanoTime();
        long ended = due;
        for (int i = 0; i < CALLS; i++) {
            due += INTERVAL;
            boolean late = ended > due;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long began = late ? due : System.nanoTime();
            work.run();
            ended = System.nanoTime();
            times.add(ended - began);
        }
        return times;
    }

    private static void print(String name, List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%s %d %d%n", name, sorted[sorted.length / 2] / 1_000, sorted[sorted.length * 99 / 100] / 1_000);
    }
}
