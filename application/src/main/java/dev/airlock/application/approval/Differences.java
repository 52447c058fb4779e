package dev.airlock.application.approval;

import dev.airlock.application.call.ReadyCall;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.OutgoingRequest;
import java.util.Objects;

/** Says in what a call is not the one that people were asked about. */
final class Differences {
    private Differences() {}

    static String between(RequestedCall asked, ReadyCall ready) {
        OutgoingRequest then = asked.planned().request();
        OutgoingRequest now = ready.canonical().outgoing();
        if (!asked.fingerprint().equals(ready.tool().fingerprint())) {
            return "the tool was changed since the call was asked for";
        }
        if (!Objects.equals(asked.planned().connection(), ready.canonical().connection())) {
            return "the requester connected the service anew since the call was asked for";
        }
        if (!then.origin().equals(now.origin()) || !then.target().equals(now.target())) {
            return "it would go to another address than the one that was approved";
        }
        return "the request is no longer the one that was approved";
    }
}
