package dev.airlock.persistence.audit;

import static dev.airlock.persistence.audit.Deeds.intent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.persistence.TestPostgres;
import dev.airlock.persistence.embedded.EmbeddedPostgres;
import dev.airlock.persistence.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseStoppedIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path directory =
            TARGET.resolve("stopped-postgres-" + ProcessHandle.current().pid());

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void while_the_database_is_stopped_nothing_may_happen_and_afterwards_the_chain_goes_on() throws Exception {
        UUID before = UUID.randomUUID();
        UUID meanwhile = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        EmbeddedPostgres postgres = start();
        AuditDatabase database = AuditDatabase.in(access(postgres));
        try (var log = database.log()) {
            log.append(intent(before));
            postgres.close();
            assertThatThrownBy(() -> log.append(intent(meanwhile))).isInstanceOf(AuditUnavailableException.class);
            assertThatThrownBy(() -> log.append(intent(meanwhile))).isInstanceOf(AuditUnavailableException.class);
            log.appendLater(Deeds.outcome(before));
            postgres = start();
            Await.until("the log takes events again", () -> {
                try {
                    log.append(intent(after));
                    return true;
                } catch (AuditUnavailableException e) {
                    return false;
                }
            });
        }
        assertThat(database.phases().get(before)).containsExactly(Phase.INTENT, Phase.OUTCOME);
        assertThat(database.phases().get(after)).contains(Phase.INTENT);
        assertThat(database.phases()).doesNotContainKey(meanwhile);
        assertThat(database.chains.heads()).hasSize(1);
        assertThat(database.verify().intact()).isTrue();
        postgres.close();
    }

    private EmbeddedPostgres start() {
        var settings = EmbeddedSettings.defaults(new SecureRandom()).withBinaries(TARGET.resolve("postgresql"));
        return EmbeddedPostgres.start(directory, settings);
    }

    private static TestPostgres.Database access(EmbeddedPostgres postgres) {
        String password = new String(postgres.password());
        return new TestPostgres.Database(
                postgres.jdbcUrl("postgres"), postgres.superuser(), password, "airlock_service", "service-password");
    }
}
