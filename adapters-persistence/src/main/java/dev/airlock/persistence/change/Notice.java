package dev.airlock.persistence.change;

import dev.airlock.application.change.Change;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.server.ServerId;
import java.util.UUID;

/**
 * A change as it travels: the sending node, a word for the kind, and ids, with spaces between.
 *
 * @param node who sent it
 */
record Notice(UUID node, Change change) {
    String text() {
        String said = switch (change) {
            case Change.OfServer(var organization, var server) -> "server " + organization + " " + server;
            case Change.OfConnection(var organization, var server, var user) ->
                "connection " + organization + " " + server + " " + (user == null ? "-" : user);
            case Change.OfToken(var organization, var token) -> "token " + organization + " " + token;
            case Change.OfGrant(var organization, var grant) -> "grant " + organization + " " + grant;
            case Change.OfApproval(var organization, var approval, var requester) ->
                "approval " + organization + " " + approval + " " + requester;
            case Change.OfPerson(var user) -> "person " + user;
            case Change.OfOrganization(var organization) -> "organization " + organization;
            case Change.Unknown() -> "unknown";
        };
        return node + " " + said;
    }

    /** Reads a notice; one that cannot be read, such as a newer version's, means that anything may have changed. */
    static Notice read(String text) {
        String[] words = text.split(" ", -1);
        try {
            return new Notice(UUID.fromString(words[0]), change(words));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return new Notice(new UUID(0, 0), new Change.Unknown());
        }
    }

    private static Change change(String[] words) {
        return switch (words[1]) {
            case "server" -> new Change.OfServer(OrganizationId.of(words[2]), new Slug(words[3]));
            case "connection" ->
                new Change.OfConnection(
                        OrganizationId.of(words[2]),
                        ServerId.of(words[3]),
                        words[4].equals("-") ? null : UserId.of(words[4]));
            case "grant" -> new Change.OfGrant(OrganizationId.of(words[2]), GrantId.of(words[3]));
            case "token" -> new Change.OfToken(OrganizationId.of(words[2]), TokenId.of(words[3]));
            case "approval" ->
                new Change.OfApproval(OrganizationId.of(words[2]), ApprovalId.of(words[3]), UserId.of(words[4]));
            case "person" -> new Change.OfPerson(UserId.of(words[2]));
            case "organization" -> new Change.OfOrganization(OrganizationId.of(words[2]));
            default -> new Change.Unknown();
        };
    }
}
