package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.airlock.application.call.ArgumentSchemas;
import dev.airlock.application.call.Executor;
import dev.airlock.application.connection.ServiceTokens;
import dev.airlock.application.identity.IdentityProviders;
import dev.airlock.application.oauth.ClientDocuments;
import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.application.server.TargetCheck;
import dev.airlock.bootstrap.SecretText;
import dev.airlock.bootstrap.config.SignInConfig;
import dev.airlock.bootstrap.config.SignInConfig.ProviderConfig;
import dev.airlock.bootstrap.config.UpstreamConfig;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.server.ServerType;
import dev.airlock.upstream.graphql.DescriptionsByContent;
import dev.airlock.upstream.http.AddressGuard;
import dev.airlock.upstream.http.DocumentFetcher;
import dev.airlock.upstream.http.FetchedClientDocuments;
import dev.airlock.upstream.http.HostPort;
import dev.airlock.upstream.http.HttpExecutor;
import dev.airlock.upstream.http.HttpServiceTokens;
import dev.airlock.upstream.http.JsonClient;
import dev.airlock.upstream.http.UpstreamClient;
import dev.airlock.upstream.http.UpstreamLimits;
import dev.airlock.upstream.oidc.OpenIdProvider;
import dev.airlock.upstream.oidc.OpenIdProviders;
import dev.airlock.upstream.openapi.OpenApiDescriptions;
import dev.airlock.upstream.policy.CelConditions;
import dev.airlock.upstream.schema.NetworkntArgumentSchemas;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** What is behind servers, and the engines that judge arguments. */
public final class UpstreamModule extends AbstractModule {
    private final UpstreamConfig config;
    private final SignInConfig signIn;

    /** Wires the upstreams as configured. */
    public UpstreamModule(UpstreamConfig config, SignInConfig signIn) {
        this.config = config;
        this.signIn = signIn;
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
                        config.maxTokens(),
                        standard.mediaBytes()));
    }

    /** Of a client of its own: a provider inside the operator's network is trusted with sign-in, and no server may call it. */
    @Provides
    @Singleton
    IdentityProviders identityProviders(InstantSource clock) {
        List<OpenIdProvider> providers =
                signIn.providers().stream().map(UpstreamModule::provider).toList();
        var trusted = providers.stream().map(OpenIdProvider::door).collect(Collectors.toUnmodifiableSet());
        var client = new UpstreamClient(new AddressGuard(trusted), UpstreamLimits.DEFAULT);
        return new OpenIdProviders(providers, new JsonClient(client), clock);
    }

    private static OpenIdProvider provider(ProviderConfig configured) {
        return new OpenIdProvider(
                configured.id(),
                configured.title(),
                configured.issuer(),
                configured.clientId(),
                SecretText.of(
                        "signIn.providers: " + configured.id(),
                        "clientSecret",
                        configured.clientSecret(),
                        configured.clientSecretFile()),
                configured.scopes());
    }

    @ProvidesIntoSet
    @Singleton
    Executor openApiExecutor(UpstreamClient client, InstantSource clock) {
        return new HttpExecutor(ServerType.OPENAPI, client, clock);
    }

    @Provides
    @Singleton
    ServiceTokens serviceTokens(UpstreamClient client) {
        return new HttpServiceTokens(client);
    }

    @Provides
    @Singleton
    ClientDocuments clientDocuments(UpstreamClient client) {
        return new FetchedClientDocuments(client);
    }

    @Provides
    @Singleton
    ApiDescriptions apiDescriptions(UpstreamClient client, AddressGuard guard) {
        return new DescriptionsByContent(new OpenApiDescriptions(new DocumentFetcher(client, guard)::fetch));
    }
}
