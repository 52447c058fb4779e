package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.audit.ReadAudit;
import dev.airlock.application.call.ArgumentSchemas;
import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.Executor;
import dev.airlock.application.call.ListTools;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.connection.Connect;
import dev.airlock.application.connection.Connections;
import dev.airlock.application.connection.Vault;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.application.identity.OneTimeLinks;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.identity.PasswordHashes;
import dev.airlock.application.identity.People;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.identity.Sessions;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.identity.SignIn;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ApiDescriptions;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.ImportTools;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.application.server.TargetCheck;
import dev.airlock.bootstrap.config.ApprovalsConfig;
import dev.airlock.domain.policy.Condition;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs. */
public final class ApplicationModule extends AbstractModule {
    private final ApprovalsConfig approvals;

    /** Wires the verbs as configured. */
    public ApplicationModule(ApprovalsConfig approvals) {
        this.approvals = approvals;
    }

    @Provides
    @Singleton
    Gate gate(UnitOfWork work, AuditLog audit, InstantSource clock, Supplier<UUID> ids) {
        return new Gate(work, audit, clock, ids);
    }

    @Provides
    @Singleton
    ServerSnapshots snapshots(
            Servers servers,
            Condition.Compiler conditions,
            ArgumentSchemas schemas,
            Set<Executor> executors,
            ChangeNotices notices) {
        return new ServerSnapshots(servers, conditions, schemas, executors, notices);
    }

    @Provides
    @Singleton
    CallerConnections callerConnections(Connections connections, ChangeNotices notices) {
        return new CallerConnections(connections, notices);
    }

    @Provides
    @Singleton
    CallTool callTool(
            ServerSnapshots snapshots,
            CallerConnections connections,
            Vault vault,
            Approvals store,
            AuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids) {
        return new CallTool(
                snapshots,
                connections,
                vault,
                store,
                audit,
                clock,
                ids,
                approvals.lifetime().toJavaDuration());
    }

    @Provides
    @Singleton
    ListTools listTools(ServerSnapshots snapshots) {
        return new ListTools(snapshots);
    }

    @Provides
    @Singleton
    AuthenticateToken authenticateToken(Tokens tokens, ChangeNotices notices, InstantSource clock) {
        return new AuthenticateToken(tokens, notices, clock);
    }

    @Provides
    @Singleton
    IssueToken issueToken(Gate gate, Tokens tokens, Secrets secrets) {
        return new IssueToken(gate, tokens, secrets);
    }

    @Provides
    @Singleton
    SignIn signIn(
            People people,
            Sessions sessions,
            OneTimeLinks links,
            PasswordHashes passwords,
            Secrets secrets,
            AuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids) {
        return new SignIn(people, sessions, links, passwords, secrets, audit, clock, ids);
    }

    @Provides
    @Singleton
    SetUp setUp(
            Organizations organizations,
            OneTimeLinks links,
            PasswordHashes passwords,
            Secrets secrets,
            InstantSource clock,
            Supplier<UUID> ids) {
        return new SetUp(organizations, links, passwords, secrets, clock, ids);
    }

    @Provides
    @Singleton
    ReadServers readServers(Servers servers) {
        return new ReadServers(servers);
    }

    @Provides
    @Singleton
    AddServer addServer(Gate gate, Servers servers, ApiDescriptions descriptions, TargetCheck targets) {
        return new AddServer(gate, servers, descriptions, targets);
    }

    @Provides
    @Singleton
    ImportTools importTools(Gate gate, Servers servers, ApiDescriptions descriptions) {
        return new ImportTools(gate, servers, descriptions);
    }

    @Provides
    @Singleton
    ChangeServer changeServer(Gate gate, Servers servers, TargetCheck targets) {
        return new ChangeServer(gate, servers, targets);
    }

    @Provides
    @Singleton
    ChangePolicy changePolicy(Gate gate, Servers servers, Condition.Compiler conditions) {
        return new ChangePolicy(gate, servers, conditions);
    }

    @Provides
    @Singleton
    Connect connect(Gate gate, Servers servers, Connections connections, Vault vault) {
        return new Connect(gate, servers, connections, vault);
    }

    @Provides
    @Singleton
    ReadMembers readMembers(People people) {
        return new ReadMembers(people);
    }

    @Provides
    @Singleton
    ReadAudit readAudit(AuditTrail trail) {
        return new ReadAudit(trail);
    }
}
