package dev.airlock.persistence;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.House;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.TokenScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of an organization that was deleted, here and at the other node. */
class OrganizationDeletionIT {
    private final ManualClock clock = new ManualClock();
    private final CountingSecrets secrets = new CountingSecrets();
    private TestStore store;
    private Persistence here;
    private Persistence there;

    @BeforeEach
    void open() throws SQLException {
        store = SchemaIT.filled();
        here = store.openNode();
        there = store.openNode();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Gate gate() {
        return new Gate(here.unitOfWork(), new RecordingAuditLog(), clock, new CountingIds());
    }

    private void delete(Membership owner) {
        House.done(new DeleteOrganization(gate(), here.organizations())
                .delete(signedIn(owner), owner.organization().slug().value()));
    }

    @Test
    void nothing_of_it_remains_and_nothing_of_another_goes() throws SQLException {
        delete(ADA);

        List<String> tables = SchemaIT.tenantTables(store);
        tables.removeIf(table -> table.startsWith("audit_"));
        assertThat(tables).contains("connection", "organization_key", "mail_message", "membership");
        try (Connection owner = store.owner().getConnection()) {
            owner.setAutoCommit(false);
            SchemaIT.see(owner, "", "installation");
            for (String table : tables) {
                assertThat(SchemaIT.query(owner, "select distinct organization_id from " + table))
                        .as(table)
                        .containsExactly(MEADOW.id().toString());
            }
            assertThat(SchemaIT.query(owner, "select slug from organization")).containsExactly("meadow");
            assertThat(SchemaIT.query(owner, "select email from person")).containsExactly("bob@example.com");
        }
    }

    @Test
    void whoever_belongs_to_another_too_stays_there() throws SQLException {
        try (Connection owner = store.owner().getConnection()) {
            owner.setAutoCommit(false);
            SchemaIT.see(owner, "", "installation");
            SchemaIT.execute(
                    owner,
                    "insert into membership values ('%s', '%s', 'MEMBER')"
                            .formatted(MEADOW.id(), ADA.person().id()));
            owner.commit();
        }
        delete(ADA);
        assertThat(here.people().account(ADA.person().email())).isNotNull();
        assertThat(here.people().memberships(ADA.person().id()))
                .extracting(Membership::organization)
                .containsExactly(MEADOW);
    }

    @Test
    void it_is_over_at_the_other_node_within_seconds() throws Exception {
        String secret = House.done(new IssueToken(gate(), here.tokens(), secrets)
                        .issue(signedIn(ADA), "agent", TokenScope.FULL, Duration.ofDays(1)))
                .secret();
        String bobs = House.done(new IssueToken(gate(), here.tokens(), secrets)
                        .issue(signedIn(BOB), "agent", TokenScope.FULL, Duration.ofDays(1)))
                .secret();
        here.sessions().open(hash("cookie"), HARBOUR.id(), ADA.person().id(), "192.0.2.7", NOW, NOW.plusSeconds(600));
        var authenticate = new AuthenticateToken(there.tokens(), there.notices(), clock);
        var heard = new Semaphore(0);
        there.notices().subscribe(change -> heard.release());
        assertThat(authenticate.authenticate(secret, "192.0.2.7")).isInstanceOf(Authentication.Authenticated.class);

        delete(ADA);

        assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(authenticate.authenticate(secret, "192.0.2.7")).isEqualTo(new Authentication.Rejected());
        assertThat(authenticate.authenticate(bobs, "192.0.2.7")).isInstanceOf(Authentication.Authenticated.class);
        assertThat(there.sessions().find(hash("cookie"), NOW.plusSeconds(1), NOW.minusSeconds(1)))
                .isNull();
    }
}
