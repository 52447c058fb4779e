package dev.airlock.bootstrap.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents that call one operation after the other, each call under a marker of its own, until Airlock answers no more. */
final class Load implements AutoCloseable {
    private static final int AGENTS = 8;

    private final DemoRun demo;
    private final List<Thread> agents = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean stopped;

    /** Markers of calls of which Airlock has told the agent that they were done. */
    final Set<String> succeeded = ConcurrentHashMap.newKeySet();

    private Load(DemoRun demo) {
        this.demo = demo;
    }

    static Load start(DemoRun demo, long seed) {
        var load = new Load(demo);
        for (int i = 0; i < AGENTS; i++) {
            var random = new Random(seed + i);
            load.agents.add(Thread.ofVirtual().name("agent").start(() -> load.run(random)));
        }
        return load;
    }

    private void run(Random random) {
        try (Agent agent = demo.agent(ProofApi.SLUG.value())) {
            while (!stopped) {
                String operation = ProofApi.OPERATIONS.get(random.nextInt(ProofApi.OPERATIONS.size()));
                String marker = UUID.randomUUID().toString();
                boolean done = agent.call(operation, Map.of("marker", marker)).isSuccess();
                if (done && !operation.equals("asking")) {
                    succeeded.add(marker);
                }
                answered.incrementAndGet();
            }
        } catch (IOException gone) {
            // Airlock was killed: what its last call did is what the proof asks.
        }
    }

    /** Waits until that many calls were answered. */
    void awaitAnswers(int count) {
        Await.until(count + " calls are answered", () -> answered.get() >= count);
    }

    /** Returns once every agent has stopped. */
    void stop() {
        stopped = true;
        try {
            for (Thread agent : agents) {
                agent.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
