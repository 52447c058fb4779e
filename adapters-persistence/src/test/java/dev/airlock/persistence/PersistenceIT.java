package dev.airlock.persistence;

import dev.airlock.application.contract.ApprovalsContract;
import dev.airlock.application.contract.ConnectionsContract;
import dev.airlock.application.contract.IdentityContract;
import dev.airlock.application.contract.OneTimeLinksContract;
import dev.airlock.application.contract.ServersContract;
import dev.airlock.application.contract.SessionsContract;
import dev.airlock.application.contract.TokensContract;
import dev.airlock.application.contract.UnitOfWorkContract;
import dev.airlock.application.fake.Ports;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

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
    class OneTimeLinks extends OneTimeLinksContract {
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
    }

    @Nested
    class UnitOfWork extends UnitOfWorkContract {
        @Override
        protected Ports open() {
            return postgres;
        }
    }
}
