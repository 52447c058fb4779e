package dev.airlock.http.console;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.PolicyPreset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens a furnished Control Room at a port, to be looked at: {@code ada@example.com}, "a sentence is fine". */
final class LookAround {
    private LookAround() {}

    public static void main(String[] arguments) throws Exception {
        ControlRoom room = new ControlRoom(null, Integer.parseInt(arguments[0]));
        System.out.println(
                "set-up: " + room.address + "/setup/" + room.verbs.setUp().link(Duration.ofDays(1)));
        room.join(Fixtures.ADA);
        room.add(Fixtures.ADA, "harbour-supplies", Documents.shop(60), PolicyPreset.ASK_FOR_WRITES);
        room.add(Fixtures.ADA, "weather", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        room.clock.advance(Duration.ofMinutes(95));
        for (int i = 0; i < 60; i++) {
            record(room, i, Phase.INTENT, AuditResult.STARTED, "{\"arguments\":{\"id\":\"ord_" + i + "\"}}");
            room.clock.advance(Duration.ofSeconds(2));
            AuditResult ended =
                    i % 7 == 0 ? AuditResult.FAILED : i % 5 == 0 ? AuditResult.DENIED : AuditResult.SUCCEEDED;
            record(room, i, Phase.OUTCOME, ended, "{\"status\":200,\"bytes\":812,\"milliseconds\":14}");
        }
        room.clock.advance(Duration.ofSeconds(40));
        System.out.println("sign-in: " + room.address + "/sign-in");
        Thread.currentThread().join();
    }

    private static void record(ControlRoom room, int number, Phase phase, AuditResult result, @Nullable String detail) {
        room.audit.appendLater(new AuditEvent(
                Fixtures.HARBOUR.id(),
                Fixtures.uuid(900 + number),
                phase,
                room.clock.instant(),
                "tool.call",
                Fixtures.ADA.person().id().value(),
                "Claude Code on my laptop",
                "127.0.0.1",
                "harbour-supplies",
                number % 2 == 0 ? "getOrder3" : "deleteOrderAttachmentPermanently4",
                result,
                detail == null ? RawJson.of(Json.Obj.EMPTY) : RawJson.trusted(detail)));
    }
}
