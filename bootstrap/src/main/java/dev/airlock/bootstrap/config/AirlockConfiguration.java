package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.ServerFactory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** All of config.yml; a key that it does not know is an error. */
public final class AirlockConfiguration extends Configuration {
    private final Path dataDirectory;
    private final HttpConfig http;
    private final DatabaseConfig database;
    private final @Nullable KeysConfig keys;
    private final UpstreamConfig upstream;
    private final ApprovalsConfig approvals;
    private final OAuthConfig oauth;
    private final MailConfig mail;
    private final SignInConfig signIn;
    private final ServerFactory jetty;

    /** Reads the configuration; what is left out takes its default. */
    @JsonCreator
    public AirlockConfiguration(
            @JsonProperty("dataDirectory") @Nullable Path dataDirectory,
            @JsonProperty("http") @Nullable HttpConfig http,
            @JsonProperty("database") @Nullable DatabaseConfig database,
            @JsonProperty("keys") @Nullable KeysConfig keys,
            @JsonProperty("upstream") @Nullable UpstreamConfig upstream,
            @JsonProperty("approvals") @Nullable ApprovalsConfig approvals,
            @JsonProperty("oauth") @Nullable OAuthConfig oauth,
            @JsonProperty("mail") @Nullable MailConfig mail,
            @JsonProperty("signIn") @Nullable SignInConfig signIn) {
        this.dataDirectory = or(dataDirectory, Path.of(".airlock"));
        this.http = or(http, HttpConfig.defaults());
        this.database = or(database, DatabaseConfig.defaults());
        this.keys = keys;
        this.upstream = or(upstream, UpstreamConfig.defaults());
        this.approvals = or(approvals, ApprovalsConfig.defaults());
        this.oauth = or(oauth, OAuthConfig.defaults());
        this.mail = or(mail, MailConfig.defaults());
        this.signIn = or(signIn, SignInConfig.defaults());
        this.jetty = JettyFactory.of(this.http);
    }

    /** What an installation needs besides the defaults; without a database, Airlock's own. */
    public static AirlockConfiguration of(
            Path dataDirectory,
            HttpConfig http,
            @Nullable DatabaseConfig database,
            KeysConfig keys,
            UpstreamConfig upstream) {
        return new AirlockConfiguration(dataDirectory, http, database, keys, upstream, null, null, null, null);
    }

    /** Where checkpoints of the audit log, and the embedded PostgreSQL, are kept. */
    @JsonProperty("dataDirectory")
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** How Airlock is reached. */
    @JsonProperty("http")
    public HttpConfig http() {
        return http;
    }

    /** Where Airlock keeps its data. */
    @JsonProperty("database")
    public DatabaseConfig database() {
        return database;
    }

    /** The operator's key, null where none is given. */
    @JsonProperty("keys")
    public @Nullable KeysConfig keys() {
        return keys;
    }

    /** Calls to the APIs behind servers. */
    @JsonProperty("upstream")
    public UpstreamConfig upstream() {
        return upstream;
    }

    /** Requests for approval. */
    @JsonProperty("approvals")
    public ApprovalsConfig approvals() {
        return approvals;
    }

    /** Clients that act for people. */
    @JsonProperty("oauth")
    public OAuthConfig oauth() {
        return oauth;
    }

    /** How people sign in. */
    @JsonProperty("signIn")
    public SignInConfig signIn() {
        return signIn;
    }

    /** E-mail to people. */
    @JsonProperty("mail")
    public MailConfig mail() {
        return mail;
    }

    /** Jetty, made from {@link #http}: its own settings would undo what the hot path needs. */
    @Override
    @JsonIgnore
    public ServerFactory getServerFactory() {
        return jetty;
    }

    /** Refuses Dropwizard's own section, which would undo what the hot path needs. */
    @Override
    @JsonProperty("server")
    public void setServerFactory(ServerFactory factory) {
        throw new IllegalArgumentException("there is no section \"server\"; write \"http\" (see config.yml)");
    }
}
