package dev.airlock.http.api;

import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An approval request. People are e-mail addresses.
 *
 * @param changedAt when it came into its state
 * @param digest stands for everything that is shown; a decision names it
 * @param approvers who may decide it now
 * @param quorum how many of them must approve
 * @param decidable whether the caller may decide it, signed in to the Control Room
 * @param by who rejected it, or said how it ended
 * @param reason theirs, or why it failed
 * @param standingUntil until when the approval is good for repetitions of the call
 * @param editedBy who changed the agent's arguments
 * @param arguments of the tool; left out in lists, like the request
 */
record ApprovalView(
        String id,
        String state,
        Instant requestedAt,
        Instant expiresAt,
        Instant changedAt,
        @Nullable String requester,
        String client,
        String address,
        String server,
        String tool,
        String digest,
        String rule,
        String explanation,
        List<String> approvers,
        int quorum,
        List<String> approvedBy,
        boolean own,
        boolean decidable,
        boolean settleable,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Instant standingUntil,
        @Nullable String editedBy,
        @Nullable RawJson arguments,
        @Nullable Request request) {

    /** The request that will be sent, but for the credential; a body that is no UTF-8 is base64. */
    record Request(
            String method,
            String url,
            List<Header> headers,
            @Nullable String body,
            @Nullable String bodyBase64) {
        static Request of(OutgoingRequest outgoing) {
            String text = text(outgoing.body());
            return new Request(
                    outgoing.method(),
                    outgoing.origin() + outgoing.target(),
                    outgoing.headers().stream()
                            .map(header -> new Header(header.name(), header.value()))
                            .toList(),
                    text,
                    text == null ? Base64.getEncoder().encodeToString(outgoing.body()) : null);
        }

        private static @Nullable String text(byte[] body) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    /** A header of the request. */
    record Header(String name, String value) {}

    /** The request as lists show it. */
    static ApprovalView brief(Seen seen, Map<UserId, Person> people, Collection<UserId> approvedBy) {
        Approval approval = seen.approval();
        RequestedCall call = approval.requested();
        Said said = said(approval);
        return new ApprovalView(
                call.id().toString(),
                state(approval),
                call.requestedAt(),
                call.expiresAt(),
                approval.at(),
                name(call.requester().user(), people),
                call.requester().client(),
                call.requester().address(),
                call.slug().value(),
                call.tool().value(),
                call.shown().toString(),
                call.ground().rule(),
                call.ground().explanation(),
                names(seen.approvers().people(), people),
                seen.approvers().quorum(),
                names(approvedBy, people),
                seen.own(),
                seen.decidable(),
                seen.settleable(),
                said.by == null ? null : name(said.by, people),
                said.words,
                seen.standingUntil(),
                call.edit() == null ? null : name(call.edit().by(), people),
                null,
                null);
    }

    /** The request with what is to be sent. */
    ApprovalView with(RequestedCall call) {
        return new ApprovalView(
                id,
                state,
                requestedAt,
                expiresAt,
                changedAt,
                requester,
                client,
                address,
                server,
                tool,
                digest,
                rule,
                explanation,
                approvers,
                quorum,
                approvedBy,
                own,
                decidable,
                settleable,
                by,
                reason,
                standingUntil,
                editedBy,
                call.planned().arguments(),
                Request.of(call.planned().request()));
    }

    private record Said(@Nullable UserId by, @Nullable String words) {}

    private static Said said(Approval approval) {
        return switch (approval) {
            case Approval.Rejected no -> new Said(no.by(), no.reason());
            case Approval.Succeeded done when done.settledBy() != null -> new Said(done.settledBy(), done.note());
            case Approval.Failed failed -> new Said(failed.settledBy(), failed.problem());
            case Approval.OutcomeUnknown lost -> new Said(null, lost.problem());
            default -> new Said(null, null);
        };
    }

    /** The state's name: {@code OUTCOME_UNKNOWN}. */
    private static String state(Approval approval) {
        return approval.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    private static @Nullable String name(UserId user, Map<UserId, Person> people) {
        Person person = people.get(user);
        return person == null ? null : person.email().value();
    }

    private static List<String> names(Collection<UserId> users, Map<UserId, Person> people) {
        return users.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(person -> person.email().value())
                .sorted()
                .toList();
    }
}
