package dev.airlock.persistence.audit;

import static dev.airlock.persistence.audit.Deeds.HARBOUR;
import static dev.airlock.persistence.audit.Deeds.LIGHTHOUSE;
import static dev.airlock.persistence.audit.Deeds.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.audit.AuditTrail.Entry;
import dev.airlock.application.audit.AuditTrail.Filter;
import dev.airlock.application.audit.AuditTrail.Page;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresAuditTrailIT {
    private static final UUID BOB = UUID.fromString("0b000000-0000-4000-8000-000000000002");

    private final AuditDatabase database = AuditDatabase.create();
    private final UUID subject = UUID.randomUUID();

    @BeforeEach
    void a_day_at_two_organizations() throws Exception {
        try (var log = database.log()) {
            for (int i = 0; i < 40; i++) {
                log.append(Deeds.event(
                        i % 4 == 3 ? LIGHTHOUSE : HARBOUR,
                        i == 20 ? subject : UUID.randomUUID(),
                        Phase.EVENT,
                        NOON.plusSeconds(i / 2),
                        i == 10 ? "policy.change" : "tool.call",
                        i % 2 == 0 ? Deeds.ADA : BOB,
                        i % 5 == 0 ? "wiki" : "shop",
                        "tool_" + i % 8,
                        i == 5 ? AuditResult.DENIED : AuditResult.SUCCEEDED));
            }
        }
    }

    @Test
    void pages_go_from_the_newest_to_the_oldest_without_gap_or_repetition() {
        List<Entry> all = readAll(database.trail, HARBOUR, Filter.ALL, 7);
        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(all)
                .isSortedAccordingTo(
                        (a, b) -> b.event().at().compareTo(a.event().at()));
        assertThat(all).allMatch(entry -> entry.event().organization().equals(HARBOUR));
    }

    @Test
    void events_added_while_somebody_pages_do_not_shift_the_pages() throws Exception {
        Page first = database.trail.page(HARBOUR, Filter.ALL, null, 10);
        try (var log = database.log()) {
            log.append(Deeds.refusal(HARBOUR, NOON.plusSeconds(1000)));
        }
        Page second = database.trail.page(HARBOUR, Filter.ALL, first.next(), 100);
        assertThat(second.entries()).hasSize(20).doesNotContainAnyElementsOf(first.entries());
        assertThat(second.next()).isNull();
    }

    @Test
    void each_filter_finds_what_it_names() {
        assertThat(found(new Filter("policy.change", null, null, null, null, null, null)))
                .isEqualTo(1);
        assertThat(found(new Filter("tool.call", null, null, null, null, null, null)))
                .isEqualTo(29);
        assertThat(found(new Filter(null, "wiki", null, null, null, null, null)))
                .isEqualTo(6);
        assertThat(found(new Filter(null, null, "tool_2", null, null, null, null)))
                .isEqualTo(5);
        assertThat(found(new Filter(null, null, null, BOB, null, null, null))).isEqualTo(10);
        assertThat(found(new Filter(null, null, null, null, subject, null, null)))
                .isEqualTo(1);
        assertThat(found(new Filter(null, null, null, null, null, "DENIED", null)))
                .isEqualTo(1);
        assertThat(found(new Filter(null, null, null, null, null, "SUCCEEDED", null)))
                .isEqualTo(29);
        assertThat(found(new Filter(null, null, null, null, null, null, "POLICY")))
                .isEqualTo(1);
        assertThat(found(new Filter(null, null, null, null, null, null, "%"))).isZero();
        assertThat(found(new Filter("tool.call", "wiki", "tool_5", BOB, null, "DENIED", "claude")))
                .isEqualTo(1);
        assertThat(found(new Filter(null, "nowhere", null, null, null, null, null)))
                .isZero();
    }

    @Test
    void a_page_looks_at_a_bounded_part_of_the_log_and_says_where_to_go_on() {
        var trail = new PostgresAuditTrail(database.transactions, 4);
        var rare = new Filter(null, null, "tool_5", null, null, null, null);
        assertThat(trail.page(HARBOUR, rare, null, 10).entries()).hasSizeLessThan(4);
        assertThat(trail.page(HARBOUR, rare, null, 10).next()).isNotNull();
        assertThat(readAll(trail, HARBOUR, rare, 10)).hasSize(5);
    }

    @Test
    void a_stream_gives_everything_oldest_first() {
        List<Entry> all = new ArrayList<>();
        database.trail.stream(LIGHTHOUSE, Filter.ALL, all::add);
        assertThat(all)
                .hasSize(10)
                .isSortedAccordingTo(
                        (a, b) -> a.event().at().compareTo(b.event().at()));
    }

    @Test
    void a_cursor_that_no_page_gave_is_refused() {
        for (String cursor : List.of("", "nonsense", "AAAA", "%%%")) {
            assertThatThrownBy(() -> database.trail.page(HARBOUR, Filter.ALL, cursor, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the page before");
        }
        assertThatThrownBy(() -> database.trail.page(HARBOUR, Filter.ALL, null, 0))
                .hasMessageContaining("1 to 1000");
    }

    private int found(Filter filter) {
        List<Entry> paged = readAll(database.trail, HARBOUR, filter, 3);
        List<Entry> streamed = new ArrayList<>();
        database.trail.stream(HARBOUR, filter, streamed::add);
        assertThat(streamed).containsExactlyElementsOf(paged.reversed());
        return paged.size();
    }

    private static List<Entry> readAll(
            PostgresAuditTrail trail, OrganizationId organization, Filter filter, int limit) {
        List<Entry> all = new ArrayList<>();
        String cursor = null;
        do {
            Page page = trail.page(organization, filter, cursor, limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.entries());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
