package dev.airlock.persistence.change;

import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Slug;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.TestStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeNoticesIT {
    private static final Change CHANGE = new Change.OfServer(HARBOUR.id(), new Slug("orders"));
    private static final Change LATER = new Change.OfServer(MEADOW.id(), new Slug("later"));
    private final TestStore store = new TestStore();
    private final Persistence here = store.openNode();
    private final Persistence there = store.openNode();
    private final BlockingQueue<Change> heardHere = hearing(here);
    private final BlockingQueue<Change> heardThere = hearing(there);

    private static BlockingQueue<Change> hearing(Persistence node) {
        var heard = new LinkedBlockingQueue<Change>();
        node.notices().subscribe(heard::add);
        return heard;
    }

    private static void announce(Persistence node, Change change) {
        node.unitOfWork().inTransaction(HARBOUR.id(), () -> {
            node.unitOfWork().announce(change);
            return Result.done(change);
        });
    }

    private static Change next(BlockingQueue<Change> heard) throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void another_node_hears_of_a_change() throws InterruptedException {
        announce(here, CHANGE);
        assertThat(next(heardThere)).isEqualTo(CHANGE);
    }

    @Test
    void a_node_hears_of_its_own_change_once() throws InterruptedException {
        announce(here, CHANGE);
        announce(there, LATER);
        assertThat(next(heardHere)).isEqualTo(CHANGE);
        assertThat(next(heardHere)).isEqualTo(LATER);
    }

    @Test
    void a_listener_that_fails_keeps_nobody_else_from_hearing() throws InterruptedException {
        there.notices().subscribe(change -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        BlockingQueue<Change> after = hearing(there);
        announce(here, CHANGE);
        announce(here, LATER);
        assertThat(next(after)).isEqualTo(CHANGE);
        assertThat(next(after)).isEqualTo(LATER);
    }

    @Test
    void whoever_lost_the_connection_is_told_that_anything_may_have_changed_and_hears_again()
            throws InterruptedException, SQLException {
        try (Connection connection = store.serviceRole().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                    """);
        }
        assertThat(next(heardThere)).isEqualTo(new Change.Unknown());
        announce(here, CHANGE);
        assertThat(next(heardThere)).isEqualTo(CHANGE);
    }
}
