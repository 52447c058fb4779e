package dev.airlock.persistence.approval;

import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.approval.Requester;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.ApprovalDemand;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Codes that only this installation can make: a row that was written or altered by anybody else has none that fits. */
final class ApprovalCodes {
    private final MessageCodes codes;

    ApprovalCodes(MessageCodes codes) {
        this.codes = codes;
    }

    /** Returns the code of everything that a request says. */
    String of(RequestedCall call) {
        return codes.code(message(call));
    }

    boolean fit(RequestedCall call, String code) {
        return codes.matches(message(call), code);
    }

    /** Returns the code of one person's approval of exactly this request. */
    String of(RequestedCall call, UserId approver) {
        return codes.code(message(call, approver));
    }

    boolean fit(RequestedCall call, UserId approver, String code) {
        return codes.matches(message(call, approver), code);
    }

    /** Returns the code of an approval of exactly this request that stands until then. */
    String of(RequestedCall call, Instant standingUntil) {
        return codes.code(message(call, standingUntil));
    }

    boolean fit(RequestedCall call, Instant standingUntil, @Nullable String code) {
        return code != null && codes.matches(message(call, standingUntil), code);
    }

    private static byte[] message(RequestedCall call, Instant standingUntil) {
        return new Fields()
                .add("standing approval")
                .add(call.organization().toString())
                .add(call.id().toString())
                .add(call.digest().toString())
                .add(standingUntil.toString())
                .toByteArray();
    }

    private static byte[] message(RequestedCall call, UserId approver) {
        return new Fields()
                .add("approval vote")
                .add(call.organization().toString())
                .add(call.id().toString())
                .add(call.digest().toString())
                .add(approver.toString())
                .toByteArray();
    }

    private static byte[] message(RequestedCall call) {
        Requester requester = call.requester();
        Entitlement entitlement = requester.entitlement();
        var fields = new Fields()
                .add("approval request")
                .add(call.organization().toString())
                .add(call.id().toString())
                .add(call.call().toString())
                .add(requester.user().toString())
                .add(entitlement == null ? "" : entitlement.kind() + " " + entitlement.id())
                .add(requester.client())
                .add(requester.address())
                .add(call.server().toString())
                .add(call.tool().toString())
                .add(call.fingerprint().value())
                .add(call.planned().arguments().text())
                .add(call.planned().digest().toString())
                .add(call.planned().present())
                .add(
                        call.edit() == null
                                ? ""
                                : call.edit().by() + " " + call.edit().asked().text())
                .add(call.ground().rule())
                .add(call.ground().explanation())
                .add(call.requestedAt().toString())
                .add(call.expiresAt().toString());
        add(fields, call.planned().request());
        add(fields, call.demand());
        var connection = call.planned().connection();
        return fields.add(connection == null ? "" : connection.id() + "@" + connection.generation())
                .toByteArray();
    }

    private static void add(Fields fields, OutgoingRequest request) {
        fields.add(request.method()).add(request.origin()).add(request.target());
        fields.add(Integer.toString(request.headers().size()));
        for (Header header : request.headers()) {
            fields.add(header.name()).add(header.value());
        }
        fields.add(request.body()).add(Integer.toString(request.fields().size()));
        request.fields().forEach(fields::add);
    }

    private static void add(Fields fields, ApprovalDemand demand) {
        add(fields, demand.approvers());
        add(fields, demand.groups());
        fields.add(demand.quorum() + " " + demand.selfApproval());
    }

    private static void add(Fields fields, Collection<?> ids) {
        fields.add(Integer.toString(ids.size()));
        ids.stream().map(Object::toString).sorted().forEach(fields::add);
    }
}
