package dev.airlock.application.fake;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.change.ChangeNotices;
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
import dev.airlock.application.mail.Deliveries;
import dev.airlock.application.mail.Outbox;
import dev.airlock.application.oauth.Clients;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.Tickets;
import dev.airlock.application.server.Servers;

/** The ports of one store, so that a contract can be held against any. */
public interface Ports {
    /** Organizations. */
    Organizations organizations();

    /** People and memberships. */
    People people();

    /** Who belongs to an organization. */
    Members members();

    /** Groups of members. */
    Groups groups();

    /** Invitations. */
    Invitations invitations();

    /** Personal access tokens. */
    Tokens tokens();

    /** Sessions. */
    Sessions sessions();

    /** Links that work once. */
    OneTimeLinks oneTimeLinks();

    /** Links to choose another password. */
    PasswordResets passwordResets();

    /** Authenticator apps. */
    SecondFactors secondFactors();

    /** Sign-ins that wait for their second step. */
    PendingSignIns pendingSignIns();

    /** Servers, tools, policies. */
    Servers servers();

    /** Who is known to identity providers. */
    LinkedIdentities linkedIdentities();

    /** Registered OAuth clients. */
    Clients clients();

    /** What people allow clients. */
    Grants grants();

    /** Tickets. */
    Tickets tickets();

    /** Connections. */
    Connections connections();

    /** Registrations of Airlock at services. */
    ServiceClients serviceClients();

    /** People expected back from services. */
    PendingConnections pendingConnections();

    /** Approval requests. */
    Approvals approvals();

    /** What approval requests need of the nodes. */
    ApprovalWork approvalWork();

    /** What people are to be told of approval requests. */
    ApprovalNotices approvalNotices();

    /** Approval requests as people look through them. */
    ApprovalLists approvalLists();

    /** Messages that wait to be sent. */
    Outbox outbox();

    /** The outbox, as those who empty it see it. */
    Deliveries deliveries();

    /** Transactions. */
    UnitOfWork unitOfWork();

    /** News of changes. */
    ChangeNotices notices();
}
