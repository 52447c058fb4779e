package dev.airlock.bootstrap.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Claude Code, which has a package for some systems only. */
@ExtendWith(ConformanceAirlock.Shared.class)
class ClaudeCodeIT {
    private static final int NOT_INSTALLED = 3;

    @Test
    void claude_code_connects(ConformanceAirlock airlock) {
        assertConnected(Client.run("claude.mjs", airlock.mcpUrl(ConformanceAirlock.SERVER), airlock.token()));
    }

    @Test
    void claude_code_connects_over_a_websocket(ConformanceAirlock airlock) {
        assertConnected(
                Client.run("claude.mjs", airlock.mcpUrl(ConformanceAirlock.SERVER), airlock.token(), "--websocket"));
    }

    private static void assertConnected(Client.Session session) {
        assumeFalse(session.status() == NOT_INSTALLED, "Claude Code has no package for this system");
        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.seen().path("line").asText()).contains("✔ Connected");
    }
}
