package dev.airlock.http.console;

import org.jspecify.annotations.Nullable;

/** A message that the next page shows once. */
enum Flash {
    WELCOME("Airlock is set up, and you are signed in."),
    SIGNED_OUT("You are signed out."),
    PASSWORD_RESET("Your password is set. Sign in with it."),
    PASSWORD_CHANGED("Your password is changed, and you are signed out everywhere else."),
    SECOND_FACTOR_REMOVED("Two-step sign-in is off. Your password alone signs you in."),
    SERVER_ADDED("The server is added. Its tools are below."),
    SERVER_REMOVED("The server is removed, with its tools, its policy and every connection to it."),
    TOOL_ACTION_SET("Saved. Agents are told at once."),
    IMPORTED("The new description is imported. Agents are told at once."),
    CONNECTED("Connected. Your agents can use this server now."),
    TESTED("The service takes the credential."),
    TARGET_SAVED("Saved. Calls go there from now on."),
    AUTHENTICATION_SAVED("Saved. People are offered these ways from now on."),
    REGISTERED("Saved. People can connect by signing in at the service now."),
    UNREGISTERED("Forgotten. Connections made with it work until their tokens run out."),
    DISCONNECTED("Disconnected. The credential is deleted."),
    APPROVED("Approved. It is sent now, once, exactly as you saw it."),
    APPROVAL_COUNTED("Your approval counts. Others must approve it too before it is sent."),
    ARGUMENTS_EDITED("The arguments are changed. Look at the request again: nothing is approved yet."),
    REJECTED("Rejected. Nothing is sent, and the agent is told why."),
    REQUEST_CANCELLED("Taken back. Nothing is sent."),
    APPROVAL_REVOKED("From now on the same call is asked about again."),
    OUTCOME_SETTLED("Settled. The agent is told."),
    ORGANIZATION_DELETED("The organization is deleted."),
    MEMBER_CHANGED("Saved. It holds everywhere within seconds."),
    INVITATION_SENT("The invitation is on its way."),
    INVITATION_REVOKED("The invitation is taken back. Its link is over."),
    JOINED("You have joined the organization."),
    GROUP_SAVED("Saved. It holds everywhere within seconds."),
    ACCESS_SAVED("Saved. To whoever may not use the server, it does not exist."),
    CONVENTIONS_SAVED("Saved. The next call is made that way."),
    SESSION_ENDED("Signed out there."),
    SERVICE_ACCOUNT_ADDED("The service account is added. It needs a token to do anything."),
    TOKEN_REVOKED("The token is revoked. Whoever still has it is refused."),
    CLIENT_REVOKED("Revoked. The client is refused from now on, and has to ask you again.");

    private final String message;

    Flash(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }

    static @Nullable Flash of(@Nullable String name) {
        for (Flash flash : values()) {
            if (flash.name().equals(name)) {
                return flash;
            }
        }
        return null;
    }
}
