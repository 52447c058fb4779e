package dev.airlock.persistence;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.contract.ApprovalsContract;
import dev.airlock.application.contract.ClientsContract;
import dev.airlock.application.contract.ConnectionsContract;
import dev.airlock.application.contract.GrantsContract;
import dev.airlock.application.contract.GroupsContract;
import dev.airlock.application.contract.IdentityContract;
import dev.airlock.application.contract.InvitationsContract;
import dev.airlock.application.contract.LinkedIdentitiesContract;
import dev.airlock.application.contract.MembersContract;
import dev.airlock.application.contract.OneTimeLinksContract;
import dev.airlock.application.contract.OutboxContract;
import dev.airlock.application.contract.PasswordResetsContract;
import dev.airlock.application.contract.SecondFactorsContract;
import dev.airlock.application.contract.ServersContract;
import dev.airlock.application.contract.SessionsContract;
import dev.airlock.application.contract.TicketsContract;
import dev.airlock.application.contract.TokensContract;
import dev.airlock.application.contract.UnitOfWorkContract;
import dev.airlock.application.fake.Ports;
import dev.airlock.application.mail.Message;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PostgreSQL adapters under the same contracts as the fakes. */
class PersistenceIT {
    private static TestStore store;
    private static Ports postgres;

    @BeforeAll
    static void open() {
        store = new TestStore();
        postgres = new PostgresPorts(store.openNode());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        store.clear();
    }

    @Nested
    class Identity extends IdentityContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Members extends MembersContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Groups extends GroupsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Invitations extends InvitationsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Tokens extends TokensContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Sessions extends SessionsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class PasswordResets extends PasswordResetsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class LinkedIdentities extends LinkedIdentitiesContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class SecondFactors extends SecondFactorsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class OneTimeLinks extends OneTimeLinksContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Clients extends ClientsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Tickets extends TicketsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Grants extends GrantsContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Servers extends ServersContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Connections extends ConnectionsContract {
        @BeforeEach
        void key() throws SQLException {
            try (Connection owner = store.owner().getConnection()) {
                owner.setAutoCommit(false);
                SchemaIT.see(owner, "", "installation");
                SchemaIT.execute(
                        owner,
                        "insert into organization_key values ('%s', '%s', '\\x00', now())"
                                .formatted(HARBOUR.id(), KEY));
                owner.commit();
            }
        }

        @Override
        protected Ports open() {
            return postgres;
        }
    }

    @Nested
    class Approvals extends ApprovalsContract {
        @Override
        protected Ports open() {
            return postgres;
        }

        /** A-03 of the threat model. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "update approval_request set arguments = '{}'",
                    "update approval_request set digest = sha256('x')",
                    "update approval_request set target = '/elsewhere'",
                    "update approval_request set body = 'x'",
                    "update approval_request set quorum = 1",
                    "update approval_request set self_approval = false",
                    "update approval_request set approvers = '{}'",
                    "update approval_request set approver_groups = '{}'",
                    "update approval_request set expires_at = expires_at + interval '1 day'",
                    "update approval_request set client = 'another'",
                    "update approval_request set entitlement_id = id",
                    "update approval_request set connection_generation = 1",
                    "update approval_request set rule = 'x'",
                    "insert into approval_vote select organization_id, id, requester_id, now(), code from approval_request"
                })
        void nobody_who_can_write_to_the_database_can_alter_or_approve_a_request(String sql) throws SQLException {
            ApprovalId id = add(call(51, 1)).requested().id();
            write(sql);
            assertThatThrownBy(() -> ports.approvals().find(HARBOUR.id(), id)).hasMessageContaining("will not be sent");
            assertThat(ports.approvalLists().list(HARBOUR.id(), null, null, 10)).isEmpty();
        }

        @Test
        void nobody_who_can_write_to_the_database_makes_an_approval_stand_longer() throws SQLException {
            Approval.Pending pending = add(call(51, 1));
            Instant now = ports.approvals().now(HARBOUR.id());
            UserId carol = CAROL.person().id();
            var standing = new Approval.Approved(pending.requested(), Set.of(carol), now, now.plusSeconds(60));
            assertThat(manages(ADA, admission -> ports.approvals().decide(admission, pending, standing)))
                    .isTrue();
            RequestDigest digest = pending.requested().digest();
            assertThat(ports.approvals().standing(HARBOUR.id(), ADA.person().id(), digest))
                    .isNotNull();
            write("update approval_request set standing_until = standing_until + interval '1 hour'");
            assertThatThrownBy(() -> ports.approvals()
                            .standing(HARBOUR.id(), ADA.person().id(), digest))
                    .hasMessageContaining("nothing will be sent by it");
        }

        @Test
        void a_node_that_does_not_renew_is_taken_for_gone_and_cannot_dispatch_any_more() throws SQLException {
            Approval.Sending sending = begin(approve(add(call(51, 1))));
            var key = new ApprovalWork.Key(HARBOUR.id(), sending.requested().id());
            write("update approval_request set lease_until = now() - interval '1 second'");
            assertThat(ports.approvalWork().abandoned()).containsExactly(key);
            ports.approvalWork().renew(sending.holder(), Set.of(key));
            assertThat(ports.approvalWork().abandoned()).containsExactly(key);
            assertThat(advance(sending, sending.dispatch())).isFalse();
            assertThat(advance(sending, sending.abandon(NOW))).isTrue();
        }

        @Test
        void two_who_ask_each_other_at_the_same_time_do_not_wait_for_each_other() throws Exception {
            UserId ada = ADA.person().id();
            UserId carol = CAROL.person().id();
            Approval.Pending request = add(call(51, 1));
            var both = new CyclicBarrier(2);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> first = threads.submit(() -> ask(request, ada, carol, both));
                Future<Boolean> second = threads.submit(() -> ask(request, carol, ada, both));
                assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
                assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        private boolean ask(Approval.Pending request, UserId requester, UserId approver, CyclicBarrier both) {
            return within(() -> {
                ports.approvals().queue(HARBOUR.id(), requester);
                try {
                    both.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                ports.approvalNotices()
                        .add(
                                HARBOUR.id(),
                                request.requested().id(),
                                Set.of(approver),
                                ApprovalNotices.Kind.ASKED,
                                Duration.ZERO);
                return true;
            });
        }

        @Test
        void whoever_waits_for_a_request_sees_what_was_decided_meanwhile() throws Exception {
            Approval.Pending pending = add(call(51, 1));
            ApprovalId id = pending.requested().id();
            var half = new Approval.Pending(
                    pending.requested(), Set.of(CAROL.person().id()));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var waiting = new CompletableFuture<Held>();
                assertThat(manages(ADA, admission -> {
                            ports.approvals().hold(HARBOUR.id(), id);
                            threads.execute(() -> waiting.complete(
                                    within(() -> ports.approvals().hold(HARBOUR.id(), id))));
                            awaitSomebodyWaiting();
                            return ports.approvals().decide(admission, pending, half);
                        }))
                        .isTrue();
                assertThat(waiting.get(30, TimeUnit.SECONDS).approval())
                        .isInstanceOfSatisfying(
                                Approval.Pending.class,
                                seen -> assertThat(seen.approvedBy()).isEqualTo(half.approvedBy()));
            }
        }

        private void awaitSomebodyWaiting() {
            try (Connection owner = store.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                for (int looks = 0; looks < 3_000; looks++) {
                    try (var waiting = statement.executeQuery("select 1 from pg_locks where not granted")) {
                        if (waiting.next()) {
                            return;
                        }
                    }
                    Thread.sleep(10);
                }
                throw new AssertionError("nobody waits");
            } catch (SQLException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void nobody_reads_an_answer_in_the_database() throws SQLException {
            ApprovalId id = add(call(51, 1)).requested().id();
            within(() -> {
                ports.approvals().keep(HARBOUR.id(), id, Reply.done("CNRY-reply"));
                return id;
            });
            try (Connection owner = store.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("set airlock.scope = 'installation'");
                var row = statement.executeQuery("select m::text, encode(ciphertext, 'escape') from approval_reply m");
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1) + row.getString(2)).doesNotContain("CNRY");
            }
        }

        /** However many requests have ended: {@code -Dairlock.approvals.past} of them. */
        @Test
        void nobody_reads_past_requests_to_find_what_is_open_or_a_page_of_their_own() throws Exception {
            int past = Integer.getInteger("airlock.approvals.past", 20_000);
            Approval.Sending sending = begin(approve(add(call(51, 1))));
            advance(sending, sending.succeed(ports.approvals().now(HARBOUR.id())));
            write("""
                    insert into approval_request select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
                        'digest', '\\x' || encode(sha256(n::text::bytea), 'hex'),
                        'requested_at', a.requested_at - n * interval '1 second',
                        'changed_at', a.changed_at - n * interval '1 second'))).*
                    from approval_request a, generate_series(1, %d) n""".formatted(past));
            write("analyze approval_request");
            Approval.Pending open = add(call(52, 2));
            long before = number("coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)", "tables");
            long scans = number("sum(idx_scan)", "indexes");

            int looks = 0;
            while (looks < 20 || number("sum(idx_scan)", "indexes") == scans) {
                look(open);
                looks++;
                Thread.sleep(100);
            }

            long read = number("coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)", "tables") - before;
            assertThat(read / looks).as("rows read for one look at everything").isLessThan(500);
        }

        private void look(Approval.Pending open) {
            RequestedCall call = open.requested();
            var nobody = new UserId(UUID.randomUUID());
            assertThat(ports.approvalLists().toDo(HARBOUR.id(), 50)).hasSize(1);
            ports.approvalLists().list(HARBOUR.id(), null, null, 50);
            ports.approvalLists().list(HARBOUR.id(), nobody, null, 50);
            ports.approvalLists().list(HARBOUR.id(), call.requester().user(), call.id(), 50);
            assertThat(ports.approvals().open(HARBOUR.id(), call.requester().user(), call.digest()))
                    .isNotNull();
            assertThat(ports.approvals().recent(HARBOUR.id(), call.requester().user(), call.server(), call.tool(), NOW))
                    .hasSize(1);
            ports.approvals().standing(HARBOUR.id(), call.requester().user(), call.digest());
            ports.approvalWork().approved(Duration.ZERO);
            ports.approvalWork().abandoned();
            ports.approvalWork().expired();
        }

        private long number(String counter, String of) throws SQLException {
            try (Connection owner = store.owner().getConnection();
                    Statement statement = owner.createStatement();
                    var row = statement.executeQuery(
                            "select " + counter + " from pg_stat_user_" + of + " where relname = 'approval_request'")) {
                row.next();
                return row.getLong(1);
            }
        }

        private void write(String sql) throws SQLException {
            try (Connection owner = store.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("begin; set local airlock.scope = 'installation'; " + sql + "; commit");
            }
        }
    }

    @Nested
    class Outbox extends OutboxContract {
        @Override
        protected Ports open() {
            return postgres;
        }

        @Test
        void nobody_reads_a_message_in_the_database() throws SQLException {
            as(ADA, admission -> {
                ports.outbox().add(HARBOUR.id(), new Message(ADA.person().email(), "CNRY-subject", List.of()), NOW);
                return admission;
            });
            try (Connection owner = store.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("set airlock.scope = 'installation'");
                var row = statement.executeQuery("select m::text, encode(ciphertext, 'escape') from mail_message m");
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1) + row.getString(2))
                        .doesNotContain("CNRY")
                        .doesNotContain("example.com");
            }
        }
    }

    @Nested
    class UnitOfWork extends UnitOfWorkContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }
}
