package dev.airlock.persistence;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.airlock.application.contract.TokensContract;
import dev.airlock.application.contract.UnitOfWorkContract;
import dev.airlock.application.fake.Ports;
import dev.airlock.application.mail.Message;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

        @Test
        void every_state_comes_back_as_its_type() throws SQLException {
            UserId ada = ADA.person().id();
            RequestedCall call = add(Set.of(ada)).requested();
            assertThat(after("APPROVED")).isEqualTo(new Approval.Approved(call, Set.of(ada), NOW));
            assertThat(after("SENDING")).isEqualTo(new Approval.Sending(call, NOW));
            assertThat(after("SUCCEEDED")).isEqualTo(new Approval.Succeeded(call, NOW));
            assertThat(after("FAILED")).isEqualTo(new Approval.Failed(call, "because", NOW));
            assertThat(after("OUTCOME_UNKNOWN")).isEqualTo(new Approval.OutcomeUnknown(call, NOW));
            assertThat(after("REJECTED")).isEqualTo(new Approval.Rejected(call, ada, "because", NOW));
            assertThat(after("EXPIRED")).isEqualTo(new Approval.Expired(call));
            assertThat(after("CANCELLED")).isEqualTo(new Approval.Cancelled(call, NOW));
        }

        private Approval after(String state) throws SQLException {
            try (Connection owner = store.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("""
                        begin;
                        set local airlock.scope = 'installation';
                        update approval_request set state = '%s', reason = 'because', decided_by = requester_id;
                        commit
                        """.formatted(state));
            }
            return ports.approvals().find(HARBOUR.id(), ID);
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
