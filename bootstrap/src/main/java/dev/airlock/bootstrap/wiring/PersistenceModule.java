package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.connection.Connections;
import dev.airlock.application.connection.PendingConnections;
import dev.airlock.application.connection.ServiceClients;
import dev.airlock.application.connection.Vault;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.Groups;
import dev.airlock.application.identity.Invitations;
import dev.airlock.application.identity.LinkedIdentities;
import dev.airlock.application.identity.Members;
import dev.airlock.application.identity.OneTimeLinks;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.identity.PasswordHashes;
import dev.airlock.application.identity.PasswordResets;
import dev.airlock.application.identity.PasswordStrength;
import dev.airlock.application.identity.PendingSignIns;
import dev.airlock.application.identity.People;
import dev.airlock.application.identity.SecondFactors;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.identity.Sessions;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.mail.Outbox;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.Clients;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.application.oauth.Tickets;
import dev.airlock.application.server.Servers;
import dev.airlock.bootstrap.Storage;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.identity.Argon2PasswordHashes;
import dev.airlock.persistence.identity.RandomSecrets;
import dev.airlock.persistence.identity.ZxcvbnPasswordStrength;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The driven ports on PostgreSQL. */
public final class PersistenceModule extends AbstractModule {
    /** Each takes about 19 MiB while it is computed. */
    private static final int PASSWORDS_AT_ONCE = 4;

    private final Storage storage;

    /** Wires the ports on opened storage. */
    public PersistenceModule(Storage storage) {
        this.storage = storage;
    }

    @Override
    protected void configure() {
        Persistence ports = storage.ports();
        bind(AuditLog.class).toInstance(storage.auditLog());
        bind(AuditTrail.class).toInstance(ports.auditTrail());
        bind(Vault.class).toInstance(storage.vault());
        bind(Outbox.class).toInstance(storage.outbox());
        bind(UnitOfWork.class).toInstance(ports.unitOfWork());
        bind(ChangeNotices.class).toInstance(ports.notices());
        bind(Organizations.class).toInstance(ports.organizations());
        bind(People.class).toInstance(ports.people());
        bind(Groups.class).toInstance(ports.groups());
        bind(Invitations.class).toInstance(ports.invitations());
        bind(Members.class).toInstance(ports.members());
        bind(LinkedIdentities.class).toInstance(ports.linkedIdentities());
        bind(Tokens.class).toInstance(ports.tokens());
        bind(Sessions.class).toInstance(ports.sessions());
        bind(OneTimeLinks.class).toInstance(ports.oneTimeLinks());
        bind(SecondFactors.class).toInstance(storage.secondFactors());
        bind(PendingSignIns.class).toInstance(ports.pendingSignIns());
        bind(PasswordResets.class).toInstance(ports.passwordResets());
        bind(Clients.class).toInstance(ports.clients());
        bind(Grants.class).toInstance(ports.grants());
        bind(Tickets.class).toInstance(ports.tickets());
        bind(AccessTokens.class).toInstance(storage.accessTokens());
        bind(MessageCodes.class).toInstance(storage.messageCodes());
        bind(Servers.class).toInstance(ports.servers());
        bind(Connections.class).toInstance(ports.connections());
        bind(ServiceClients.class).toInstance(ports.serviceClients());
        bind(PendingConnections.class).toInstance(ports.pendingConnections());
        bind(Approvals.class).toInstance(storage.approvals());
        bind(ApprovalWork.class).toInstance(ports.approvalWork());
        bind(ApprovalNotices.class).toInstance(ports.approvalNotices());
        bind(ApprovalLists.class).toInstance(ports.approvalLists(storage.messageCodes()));
    }

    @Provides
    @Singleton
    Secrets secrets(SecureRandom random) {
        return new RandomSecrets(random);
    }

    @Provides
    @Singleton
    PasswordStrength passwordStrength() {
        return new ZxcvbnPasswordStrength();
    }

    @Provides
    @Singleton
    PasswordHashes passwordHashes(SecureRandom random) {
        return new Argon2PasswordHashes(random, PASSWORDS_AT_ONCE);
    }
}
