package dev.airlock.application.fake;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.connection.Connections;
import dev.airlock.application.connection.PendingConnections;
import dev.airlock.application.connection.ServiceClients;
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
import dev.airlock.application.oauth.Tickets;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.oauth.Grant;
import java.time.InstantSource;
import java.util.List;

/** A whole store in memory: every port of persistence, on the same rows. */
public final class Fakes implements Ports {
    private final FakeNotices notices = new FakeNotices();
    private final Memory memory = new Memory(notices::deliver);
    private final FakePeople people = new FakePeople(memory);
    private final FakeTokens tokens = new FakeTokens(memory, people);
    private final FakeSessions sessions = new FakeSessions(memory, people);
    private final FakeIdentityProviders identityProviders = new FakeIdentityProviders();
    private final FakeLinkedIdentities linkedIdentities = new FakeLinkedIdentities(memory);
    private final FakeOneTimeLinks oneTimeLinks = new FakeOneTimeLinks(memory);
    private final FakePasswordResets passwordResets = new FakePasswordResets(memory, people);
    private final FakeSecondFactors secondFactors = new FakeSecondFactors(memory);
    private final FakePendingSignIns pendingSignIns = new FakePendingSignIns(memory, people);
    private final FakeServiceClients serviceClients = new FakeServiceClients(memory);
    private final FakePendingConnections pendingConnections;
    private final FakeConnections connections;
    private final FakeServers servers;
    private final FakeGroups groups;
    private final FakeInvitations invitations = new FakeInvitations(memory, people);
    private final FakeApprovals approvals;
    private final FakeApprovalNotices approvalNotices;
    private final FakeOutbox outbox = new FakeOutbox(memory);
    private final FakeClients clients;
    private final FakeGrants grants;
    private final FakeMembers members;
    private final FakeTickets tickets;

    /** A store whose time stands still. */
    public Fakes() {
        this(new ManualClock());
    }

    /** A store that tells ages by this clock. */
    public Fakes(InstantSource clock) {
        this.pendingConnections = new FakePendingConnections(memory, clock);
        this.connections = new FakeConnections(memory, clock);
        this.servers = new FakeServers(memory, connections, serviceClients);
        this.approvals = new FakeApprovals(memory, servers, clock);
        this.approvalNotices = new FakeApprovalNotices(memory, clock);
        this.groups = new FakeGroups(memory, people, servers);
        this.clients = new FakeClients(memory, clock);
        this.grants = new FakeGrants(memory, people, clients, clock);
        this.tickets = new FakeTickets(memory, tokens, grants, clock);
        this.members = new FakeMembers(
                memory,
                people,
                tokens,
                sessions,
                oneTimeLinks,
                pendingSignIns,
                passwordResets,
                grants,
                invitations,
                connections,
                servers);
    }

    /** Gives someone a place in an organization that exists. */
    public void join(Membership membership) {
        people.join(membership);
    }

    /** Lets a client act as if it had been allowed. */
    public void begin(Grant grant) {
        grants.begin(grant);
    }

    @Override
    public Organizations organizations() {
        return people;
    }

    @Override
    public People people() {
        return people;
    }

    @Override
    public Members members() {
        return members;
    }

    @Override
    public Groups groups() {
        return groups;
    }

    @Override
    public Invitations invitations() {
        return invitations;
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    /** Those who vouch for people. */
    public FakeIdentityProviders identityProviders() {
        return identityProviders;
    }

    @Override
    public LinkedIdentities linkedIdentities() {
        return linkedIdentities;
    }

    @Override
    public OneTimeLinks oneTimeLinks() {
        return oneTimeLinks;
    }

    @Override
    public PasswordResets passwordResets() {
        return passwordResets;
    }

    @Override
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    @Override
    public PendingSignIns pendingSignIns() {
        return pendingSignIns;
    }

    @Override
    public Servers servers() {
        return servers;
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public Tickets tickets() {
        return tickets;
    }

    @Override
    public Grants grants() {
        return grants;
    }

    @Override
    public Connections connections() {
        return connections;
    }

    @Override
    public ServiceClients serviceClients() {
        return serviceClients;
    }

    @Override
    public PendingConnections pendingConnections() {
        return pendingConnections;
    }

    @Override
    public Approvals approvals() {
        return approvals;
    }

    /** From now on these requests are as if somebody had altered them where they are stored, and no others. */
    public void alter(ApprovalId... requests) {
        approvals.alter(List.of(requests));
    }

    @Override
    public ApprovalWork approvalWork() {
        return approvals;
    }

    @Override
    public ApprovalNotices approvalNotices() {
        return approvalNotices;
    }

    @Override
    public ApprovalLists approvalLists() {
        return approvals;
    }

    @Override
    public FakeOutbox outbox() {
        return outbox;
    }

    @Override
    public FakeOutbox deliveries() {
        return outbox;
    }

    @Override
    public UnitOfWork unitOfWork() {
        return memory;
    }

    @Override
    public FakeNotices notices() {
        return notices;
    }
}
