package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.mail.MailRoute;
import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.application.oauth.Resources;
import dev.airlock.bootstrap.config.ApprovalsConfig;
import dev.airlock.bootstrap.config.HttpConfig;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.api.ApiRoutes;
import dev.airlock.http.api.ApiVerbs;
import dev.airlock.http.console.ConsoleRoutes;
import dev.airlock.http.console.ConsoleSettings;
import dev.airlock.http.console.ConsoleVerbs;
import dev.airlock.http.mcp.McpEndpoint;
import dev.airlock.http.mcp.McpSettings;
import dev.airlock.http.mcp.McpVerbs;
import dev.airlock.http.oauth.OAuthEndpoints;
import dev.airlock.http.oauth.OAuthVerbs;
import dev.airlock.http.web.AllowedOrigins;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The doors. */
public final class HttpModule extends AbstractModule {
    private final HttpConfig config;
    private final MailRoute mail;
    private final ApprovalsConfig approvals;

    /** Wires the doors as configured. */
    public HttpModule(HttpConfig config, MailRoute mail, ApprovalsConfig approvals) {
        this.config = config;
        this.mail = mail;
        this.approvals = approvals;
    }

    @Override
    protected void configure() {
        bind(MailRoute.class).toInstance(mail);
        bind(HttpConfig.class).toInstance(config);
        bind(MailRoute.class).toInstance(mail);
        OnlyConstructor.bind(binder(), ApiVerbs.class);
        OnlyConstructor.bind(binder(), ConsoleVerbs.class);
        OnlyConstructor.bind(binder(), OAuthVerbs.class);
        OnlyConstructor.bind(binder(), McpVerbs.class);
    }

    @Provides
    @Singleton
    FaultMapper faultMapper(Supplier<UUID> ids) {
        return new FaultMapper(ids);
    }

    @Provides
    @Singleton
    AllowedOrigins allowedOrigins() {
        return new AllowedOrigins(config.baseUrl(), config.allowedOrigins());
    }

    @Provides
    @Singleton
    Resources resources() {
        return new Resources(config.baseUrl());
    }

    @Provides
    @Singleton
    OAuthEndpoints oauthEndpoints(
            OAuthVerbs verbs, Resources resources, OAuthSettings settings, AllowedOrigins origins, FaultMapper faults) {
        return new OAuthEndpoints(verbs, resources, settings, origins, faults);
    }

    @Provides
    @Singleton
    ApiRoutes apiRoutes(ApiVerbs verbs, FaultMapper faults) {
        return new ApiRoutes(verbs, config.baseUrl(), faults);
    }

    @Provides
    @Singleton
    ConsoleRoutes consoleRoutes(ConsoleVerbs verbs, Secrets secrets, InstantSource clock, FaultMapper faults) {
        return new ConsoleRoutes(new ConsoleSettings(config.baseUrl(), mail), verbs, secrets, clock, faults);
    }

    @Provides
    @Singleton
    McpEndpoint mcpEndpoint(
            McpVerbs verbs, AllowedOrigins origins, FaultMapper faults, InstantSource clock, Supplier<UUID> ids) {
        return new McpEndpoint(
                verbs,
                origins,
                faults,
                config.baseUrl(),
                Version.current(),
                McpSettings.DEFAULT.holding(approvals.hold().toJavaDuration()),
                clock,
                ids);
    }
}
