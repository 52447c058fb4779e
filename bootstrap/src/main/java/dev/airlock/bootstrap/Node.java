package dev.airlock.bootstrap;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.airlock.application.approval.ApprovalMail;
import dev.airlock.application.approval.ApprovalUpkeep;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.approval.SendApproved;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.mail.MailDelivery;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.wiring.ApplicationModule;
import dev.airlock.bootstrap.wiring.CoreModule;
import dev.airlock.bootstrap.wiring.HttpModule;
import dev.airlock.bootstrap.wiring.PersistenceModule;
import dev.airlock.bootstrap.wiring.Routes;
import dev.airlock.bootstrap.wiring.UpstreamModule;
import dev.airlock.upstream.http.UpstreamClient;
import io.dropwizard.core.setup.Environment;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running Airlock: its storage, its wiring and its doors, started and stopped in order. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration SET_UP_LIFETIME = Duration.ofHours(24);

    private final AirlockConfiguration configuration;
    private final Storage storage;
    private final Injector injector;
    private final @Nullable MailDelivery mail;
    private final ApprovalUpkeep approvals;

    private Node(AirlockConfiguration configuration, Storage storage, Injector injector) {
        this.configuration = configuration;
        this.storage = storage;
        this.injector = injector;
        this.mail = Mail.deliver(
                configuration.mail(),
                configuration.http().baseUrl(),
                storage,
                injector.getInstance(InstantSource.class));
        this.approvals = ApprovalUpkeep.start(
                injector.getInstance(SendApproved.class),
                injector.getInstance(Approvals.class),
                injector.getInstance(ApprovalWork.class),
                injector.getInstance(ApprovalMail.class),
                injector.getInstance(UnitOfWork.class),
                configuration.approvals().settings());
    }

    /** Opens the storage and wires everything; nothing is served yet. */
    public static Node start(AirlockConfiguration configuration) {
        return start(configuration, InstantSource.system());
    }

    /** The same by another clock than this machine's. */
    static Node start(AirlockConfiguration configuration, InstantSource clock) {
        var core = new CoreModule(clock);
        Storage storage = Storage.open(configuration, core.clock(), core.random(), core.ids());
        try {
            Injector injector = Guice.createInjector(
                    Stage.DEVELOPMENT,
                    core,
                    new PersistenceModule(storage),
                    new UpstreamModule(configuration.upstream(), configuration.signIn()),
                    new ApplicationModule(configuration.approvals(), configuration.oauth()),
                    new HttpModule(configuration.http(), configuration.mail().route(), configuration.approvals()));
            return new Node(configuration, storage, injector);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Opens the doors. */
    void serve(Environment environment) {
        injector.getInstance(Routes.class).open(environment);
        environment.healthChecks().register("database", storage.health());
        environment.lifecycle().addServerLifecycleListener(server -> announceSetUp());
    }

    private void announceSetUp() {
        SetUp setUp = injector.getInstance(SetUp.class);
        if (!setUp.isDone()) {
            LOG.warn(
                    "This installation is new. Set it up within a day at {}/setup/{}",
                    configuration.http().baseUrl(),
                    setUp.link(SET_UP_LIFETIME));
        }
    }

    /** Returns a wired instance. */
    public <T> T instance(Class<T> type) {
        return injector.getInstance(type);
    }

    @Override
    public void close() {
        try (storage;
                mail;
                approvals) {
            injector.getInstance(UpstreamClient.class).close();
        }
    }
}
