package dev.airlock.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainLinkTest {
    private static final UUID WRITER = new UUID(0, 1);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final AuditEvent EVENT = event(
            2,
            3,
            AuditEvent.Phase.INTENT,
            NOW,
            "tool.call",
            new UUID(0, 4),
            "claude",
            "::1",
            "orders",
            "get",
            AuditResult.STARTED,
            0);

    @Test
    void the_same_record_in_the_same_place_has_the_same_hash() {
        assertThat(ChainHead.start(WRITER).link(EVENT).hash())
                .hasSize(32)
                .isEqualTo(ChainHead.start(WRITER).link(EVENT).hash());
    }

    @Test
    void any_single_field_that_changes_changes_the_hash() {
        UUID actor = new UUID(0, 4);
        assertThat(Stream.of(
                                link(EVENT),
                                new ChainLink(new UUID(0, 9), 1, ChainLink.genesis(), EVENT),
                                new ChainLink(WRITER, 2, ChainLink.genesis(), EVENT),
                                new ChainLink(WRITER, 1, link(EVENT).hash(), EVENT),
                                link(event(
                                        9,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        9,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.EVENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW.plusNanos(1_000),
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.cal",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        null,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "cursor",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::2",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        null,
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "",
                                        "get",
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        null,
                                        AuditResult.STARTED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.FAILED,
                                        0)),
                                link(event(
                                        2,
                                        3,
                                        AuditEvent.Phase.INTENT,
                                        NOW,
                                        "tool.call",
                                        actor,
                                        "claude",
                                        "::1",
                                        "orders",
                                        "get",
                                        AuditResult.STARTED,
                                        1)))
                        .map(link -> HexFormat.of().formatHex(link.hash())))
                .doesNotHaveDuplicates();
    }

    @Test
    void no_two_ways_of_splitting_the_same_text_into_fields_share_a_hash() {
        assertThat(Stream.of(
                                names("claude", "::1", "orders", "get"),
                                names("claude:", ":1", "orders", "get"),
                                names("claude", "::1o", "rders", "get"),
                                names("claude", "::1", "ordersget", null),
                                names("claude", "::1", null, "ordersget"),
                                names("claude", "::1", "ordersget", ""),
                                names("claude", "::1", "", "ordersget"))
                        .map(event -> HexFormat.of().formatHex(link(event).hash())))
                .doesNotHaveDuplicates();
    }

    @Test
    void time_counts_to_the_microsecond_as_it_is_stored() {
        assertThat(link(at(NOW.plusNanos(999))).hash()).isEqualTo(link(at(NOW)).hash());
        assertThat(link(at(NOW.plusNanos(1_000))).hash())
                .isNotEqualTo(link(at(NOW)).hash());
    }

    @Test
    void a_head_links_the_next_event_to_itself() {
        ChainLink first = ChainHead.start(WRITER).link(EVENT);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.previousHash()).isEqualTo(new byte[32]);
        ChainLink second = new ChainHead(WRITER, 1, first.hash()).link(EVENT);
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    private static ChainLink link(AuditEvent event) {
        return ChainHead.start(WRITER).link(event);
    }

    private static AuditEvent names(String client, String address, String server, String tool) {
        return event(
                2,
                3,
                AuditEvent.Phase.INTENT,
                NOW,
                "tool.call",
                null,
                client,
                address,
                server,
                tool,
                AuditResult.STARTED,
                0);
    }

    private static AuditEvent at(Instant at) {
        return event(
                2,
                3,
                AuditEvent.Phase.INTENT,
                at,
                "tool.call",
                null,
                "claude",
                "::1",
                null,
                null,
                AuditResult.STARTED,
                0);
    }

    private static AuditEvent event(
            long organization,
            long subject,
            AuditEvent.Phase phase,
            Instant at,
            String action,
            UUID actor,
            String client,
            String address,
            String server,
            String tool,
            AuditResult result,
            long detail) {
        return new AuditEvent(
                new OrganizationId(new UUID(0, organization)),
                new UUID(0, subject),
                phase,
                at,
                action,
                actor,
                client,
                address,
                server,
                tool,
                result,
                RawJson.of(Json.object().put("n", detail).build()));
    }
}
