package dev.airlock.persistence;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.connection.Connections;
import dev.airlock.application.connection.PendingConnections;
import dev.airlock.application.connection.ServiceClients;
import dev.airlock.application.fake.Ports;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.Groups;
import dev.airlock.application.identity.Invitations;
import dev.airlock.application.identity.LinkedIdentities;
import dev.airlock.application.identity.Members;
import dev.airlock.application.identity.OneTimeLinks;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.identity.PasswordResets;
import dev.airlock.application.identity.PendingSignIns;
import dev.airlock.application.identity.People;
import dev.airlock.application.identity.SecondFactors;
import dev.airlock.application.identity.Sessions;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.oauth.Clients;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.application.oauth.Tickets;
import dev.airlock.application.server.Servers;
import dev.airlock.persistence.mail.PostgresOutbox;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.Seals;
import dev.airlock.persistence.vault.TestKeys;
import dev.airlock.persistence.vault.UnusableKeyException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** A node's ports, as the contracts ask for them. */
record PostgresPorts(Persistence node) implements Ports {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MasterKeys KEYS = MasterKeys.of(TestKeys.random());

    private Seals seals() {
        try {
            return node.seals(KEYS, RANDOM, UUID::randomUUID);
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Organizations organizations() {
        return node.organizations();
    }

    @Override
    public People people() {
        return node.people();
    }

    @Override
    public Members members() {
        return node.members();
    }

    @Override
    public Groups groups() {
        return node.groups();
    }

    @Override
    public Invitations invitations() {
        return node.invitations();
    }

    @Override
    public Tokens tokens() {
        return node.tokens();
    }

    @Override
    public Sessions sessions() {
        return node.sessions();
    }

    @Override
    public LinkedIdentities linkedIdentities() {
        return node.linkedIdentities();
    }

    @Override
    public OneTimeLinks oneTimeLinks() {
        return node.oneTimeLinks();
    }

    @Override
    public PasswordResets passwordResets() {
        return node.passwordResets();
    }

    @Override
    public SecondFactors secondFactors() {
        return node.secondFactors(seals());
    }

    @Override
    public PendingSignIns pendingSignIns() {
        return node.pendingSignIns();
    }

    @Override
    public Servers servers() {
        return node.servers();
    }

    @Override
    public Clients clients() {
        return node.clients();
    }

    @Override
    public Tickets tickets() {
        return node.tickets();
    }

    @Override
    public Grants grants() {
        return node.grants();
    }

    @Override
    public Connections connections() {
        return node.connections();
    }

    @Override
    public ServiceClients serviceClients() {
        return node.serviceClients();
    }

    @Override
    public PendingConnections pendingConnections() {
        return node.pendingConnections();
    }

    @Override
    public Approvals approvals() {
        return node.approvals(seals(), codes());
    }

    @Override
    public ApprovalWork approvalWork() {
        return node.approvalWork();
    }

    @Override
    public ApprovalNotices approvalNotices() {
        return node.approvalNotices();
    }

    @Override
    public ApprovalLists approvalLists() {
        return node.approvalLists(codes());
    }

    private MessageCodes codes() {
        return node.messageCodes(seals(), InstantSource.system(), RANDOM, UUID::randomUUID);
    }

    @Override
    public PostgresOutbox outbox() {
        return node.outbox(seals(), UUID::randomUUID);
    }

    @Override
    public PostgresOutbox deliveries() {
        return outbox();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return node.unitOfWork();
    }

    @Override
    public ChangeNotices notices() {
        return node.notices();
    }
}
