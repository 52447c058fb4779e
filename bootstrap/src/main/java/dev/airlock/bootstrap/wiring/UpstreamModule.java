package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.airlock.application.call.ArgumentSchemas;
import dev.airlock.application.call.Executor;
import dev.airlock.application.oauth.ClientDocuments;
import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.application.server.TargetCheck;
import dev.airlock.bootstrap.config.UpstreamConfig;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.server.ServerType;
import dev.airlock.upstream.http.AddressGuard;
import dev.airlock.upstream.http.DocumentFetcher;
import dev.airlock.upstream.http.FetchedClientDocuments;
import dev.airlock.upstream.http.HostPort;
import dev.airlock.upstream.http.HttpExecutor;
import dev.airlock.upstream.http.UpstreamClient;
import dev.airlock.upstream.http.UpstreamLimits;
import dev.airlock.upstream.openapi.OpenApiDescriptions;
import dev.airlock.upstream.policy.CelConditions;
import dev.airlock.upstream.schema.NetworkntArgumentSchemas;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** What is behind servers, and the engines that judge arguments. */
public final class UpstreamModule extends AbstractModule {
    private final UpstreamConfig config;

    /** Wires the upstreams as configured. */
    public UpstreamModule(UpstreamConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(Condition.Compiler.class).to(CelConditions.class).in(Singleton.class);
        bind(ArgumentSchemas.class).to(NetworkntArgumentSchemas.class).in(Singleton.class);
        Multibinder.newSetBinder(binder(), Executor.class);
    }

    @Provides
    @Singleton
    CelConditions conditions() {
        return new CelConditions();
    }

    @Provides
    @Singleton
    NetworkntArgumentSchemas schemas() {
        return new NetworkntArgumentSchemas();
    }

    @Provides
    @Singleton
    AddressGuard addressGuard() {
        return new AddressGuard(config.allow().stream().map(HostPort::parse).collect(Collectors.toUnmodifiableSet()));
    }

    @Provides
    @Singleton
    TargetCheck targetCheck(AddressGuard guard) {
        return guard;
    }

    @Provides
    @Singleton
    UpstreamClient upstreamClient(AddressGuard guard) {
        UpstreamLimits standard = UpstreamLimits.DEFAULT;
        return new UpstreamClient(
                guard,
                new UpstreamLimits(
                        standard.connectTime(),
                        config.timeout().toJavaDuration(),
                        Math.toIntExact(config.maxReply().toBytes()),
                        Math.toIntExact(config.maxText().toBytes()),
                        standard.mediaBytes()));
    }

    @ProvidesIntoSet
    @Singleton
    Executor openApiExecutor(UpstreamClient client) {
        return new HttpExecutor(ServerType.OPENAPI, client);
    }

    @Provides
    @Singleton
    ClientDocuments clientDocuments(UpstreamClient client) {
        return new FetchedClientDocuments(client);
    }

    @Provides
    @Singleton
    ApiDescriptions apiDescriptions(UpstreamClient client, AddressGuard guard) {
        return new OpenApiDescriptions(new DocumentFetcher(client, guard)::fetch);
    }
}
