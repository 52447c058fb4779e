package dev.airlock.persistence;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.audit.AbandonedWriters;
import dev.airlock.application.audit.AuditChains;
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
import dev.airlock.application.identity.PasswordResets;
import dev.airlock.application.identity.PendingSignIns;
import dev.airlock.application.identity.People;
import dev.airlock.application.identity.SecondFactors;
import dev.airlock.application.identity.Sessions;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.Clients;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.Tickets;
import dev.airlock.application.server.Servers;
import dev.airlock.persistence.approval.PostgresApprovalLists;
import dev.airlock.persistence.approval.PostgresApprovalNotices;
import dev.airlock.persistence.approval.PostgresApprovalWork;
import dev.airlock.persistence.approval.PostgresApprovals;
import dev.airlock.persistence.audit.PostgresAbandonedWriters;
import dev.airlock.persistence.audit.PostgresAuditChains;
import dev.airlock.persistence.audit.PostgresAuditTrail;
import dev.airlock.persistence.change.PostgresChangeNotices;
import dev.airlock.persistence.connection.PostgresConnections;
import dev.airlock.persistence.connection.PostgresPendingConnections;
import dev.airlock.persistence.connection.PostgresServiceClients;
import dev.airlock.persistence.identity.PostgresGroups;
import dev.airlock.persistence.identity.PostgresInvitations;
import dev.airlock.persistence.identity.PostgresLinkedIdentities;
import dev.airlock.persistence.identity.PostgresMembers;
import dev.airlock.persistence.identity.PostgresOneTimeLinks;
import dev.airlock.persistence.identity.PostgresOrganizations;
import dev.airlock.persistence.identity.PostgresPasswordResets;
import dev.airlock.persistence.identity.PostgresPendingSignIns;
import dev.airlock.persistence.identity.PostgresPeople;
import dev.airlock.persistence.identity.PostgresSecondFactors;
import dev.airlock.persistence.identity.PostgresSessions;
import dev.airlock.persistence.identity.PostgresTokens;
import dev.airlock.persistence.mail.PostgresOutbox;
import dev.airlock.persistence.oauth.JwtAccessTokens;
import dev.airlock.persistence.oauth.KeyedMessageCodes;
import dev.airlock.persistence.oauth.PostgresClients;
import dev.airlock.persistence.oauth.PostgresGrants;
import dev.airlock.persistence.oauth.PostgresTickets;
import dev.airlock.persistence.server.PostgresServers;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.EnvelopeVault;
import dev.airlock.persistence.vault.KeyHolders;
import dev.airlock.persistence.vault.KeyMaintenance;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.Seals;
import dev.airlock.persistence.vault.UnusableKeyException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The ports of one node on a migrated PostgreSQL, all on the same transactions. */
public final class Persistence implements AutoCloseable {
    private final PostgresChangeNotices notices;
    private final Transactions transactions;

    private Persistence(PostgresChangeNotices notices, Transactions transactions) {
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * Opens the ports; fails where the database cannot be reached. Both sources connect as the service role.
     *
     * @param pool lends connections, none of them broken
     * @param direct makes a connection of its own, kept as long as this is open to listen for changes, and replaced when it is lost
     * @param node this run of this node, unlike any other
     */
    public static Persistence open(DataSource pool, DataSource direct, UUID node) {
        return open(pool, new PostgresChangeNotices(direct, node, List.of()));
    }

    /** The same for a node that serves: as long as this is open, the database can tell which master keys the node was given. */
    public static Persistence open(DataSource pool, DataSource direct, UUID node, MasterKeys keys) {
        return open(pool, new PostgresChangeNotices(direct, node, KeyHolders.claims(keys)));
    }

    private static Persistence open(DataSource pool, PostgresChangeNotices notices) {
        Jdbi jdbi = Jdbi.create(pool).registerArrayType(UUID.class, "uuid");
        return new Persistence(notices, new Transactions(jdbi, notices));
    }

    /** Transactions. */
    public UnitOfWork unitOfWork() {
        return transactions;
    }

    /** News of changes, from this node and all others. */
    public ChangeNotices notices() {
        return notices;
    }

    /** Organizations. */
    public Organizations organizations() {
        return new PostgresOrganizations(transactions);
    }

    /** People and memberships. */
    public People people() {
        return new PostgresPeople(transactions);
    }

    /** Who belongs to an organization. */
    public Members members() {
        return new PostgresMembers(transactions);
    }

    /** Groups of members. */
    public Groups groups() {
        return new PostgresGroups(transactions);
    }

    /** Invitations. */
    public Invitations invitations() {
        return new PostgresInvitations(transactions);
    }

    /** Personal access tokens. */
    public Tokens tokens() {
        return new PostgresTokens(transactions);
    }

    /** Sessions of the Control Room. */
    public Sessions sessions() {
        return new PostgresSessions(transactions);
    }

    /** Links that work once. */
    public OneTimeLinks oneTimeLinks() {
        return new PostgresOneTimeLinks(transactions);
    }

    /** Links to choose another password. */
    public PasswordResets passwordResets() {
        return new PostgresPasswordResets(transactions);
    }

    /** Sign-ins that wait for their second step. */
    public PendingSignIns pendingSignIns() {
        return new PostgresPendingSignIns(transactions);
    }

    /** Authenticator apps, their secrets sealed. */
    public SecondFactors secondFactors(Seals seals) {
        return new PostgresSecondFactors(transactions, seals.ofInstallation());
    }

    /** Servers, tools, policies. */
    public Servers servers() {
        return new PostgresServers(transactions);
    }

    /** Who is known to identity providers. */
    public LinkedIdentities linkedIdentities() {
        return new PostgresLinkedIdentities(transactions);
    }

    /** Registered OAuth clients. */
    public Clients clients() {
        return new PostgresClients(transactions);
    }

    /** What people allow clients. */
    public Grants grants() {
        return new PostgresGrants(transactions);
    }

    /** Tickets for WebSockets. */
    public Tickets tickets() {
        return new PostgresTickets(transactions);
    }

    /** Connections, sealed. */
    public Connections connections() {
        return new PostgresConnections(transactions);
    }

    /** Registrations of Airlock at services. */
    public ServiceClients serviceClients() {
        return new PostgresServiceClients(transactions);
    }

    /** People who are expected back from services. */
    public PendingConnections pendingConnections() {
        return new PostgresPendingConnections(transactions);
    }

    /** Approval requests; the answers to them are sealed. */
    public Approvals approvals(Seals seals, MessageCodes codes) {
        return new PostgresApprovals(transactions, seals.ofOrganizations(), codes);
    }

    /** What approval requests need of the nodes. */
    public ApprovalWork approvalWork() {
        return new PostgresApprovalWork(transactions);
    }

    /** What people are to be told of approval requests. */
    public ApprovalNotices approvalNotices() {
        return new PostgresApprovalNotices(transactions);
    }

    /** Approval requests as people look through them. */
    public ApprovalLists approvalLists(MessageCodes codes) {
        return new PostgresApprovalLists(transactions, codes);
    }

    /** What was recorded, for an organization's eyes. */
    public AuditTrail auditTrail() {
        return new PostgresAuditTrail(transactions);
    }

    /** The chains of all audit writers. */
    public AuditChains auditChains() {
        return new PostgresAuditChains(transactions);
    }

    /** Audit writers of nodes that are gone. */
    public AbandonedWriters abandonedWriters(InstantSource clock) {
        return new PostgresAbandonedWriters(transactions, clock);
    }

    /** The seals, which other stores are opened with; refuses any other master key than the one that the database is sealed under. */
    public Seals seals(MasterKeys keys, SecureRandom random, Supplier<UUID> ids) throws UnusableKeyException {
        return Seals.open(transactions, notices, keys, random, ids);
    }

    /** What an operator does to the keys; both sources must connect as the owner of the tables. */
    public KeyMaintenance keyMaintenance(
            MasterKeys keys, SecureRandom random, AuditLog audit, InstantSource clock, Supplier<UUID> ids) {
        return new KeyMaintenance(transactions, notices, keys, random, audit, clock, ids);
    }

    /** The vault. */
    public Vault vault(Seals seals) {
        return new EnvelopeVault(seals.ofOrganizations());
    }

    /** Messages that wait to be sent; they are sealed, since they hold links that sign people in. */
    public PostgresOutbox outbox(Seals seals, Supplier<UUID> ids) {
        return new PostgresOutbox(transactions, seals.ofOrganizations(), ids);
    }

    /** Access tokens; the keys that sign them are sealed. */
    public AccessTokens accessTokens(
            Seals seals, Resources resources, InstantSource clock, SecureRandom random, Supplier<UUID> ids) {
        return new JwtAccessTokens(transactions, seals.ofInstallation(), resources, clock, random, ids);
    }

    /** Authentication codes; the keys behind them are those of the access tokens. */
    public MessageCodes messageCodes(Seals seals, InstantSource clock, SecureRandom random, Supplier<UUID> ids) {
        return new KeyedMessageCodes(transactions, seals.ofInstallation(), clock, random, ids);
    }

    /** Stops listening; the pool is its owner's to close. */
    @Override
    public void close() {
        notices.close();
    }
}
