package dev.airlock.http.api;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.signedIn;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.util.Map;

/** What the ids of a route's path name: something of Harbour's, or of the person's own there, made for one call. */
final class CellIds {
    private final ApiWorld world;
    private final Membership person;

    CellIds(ApiWorld world, Membership person) {
        this.world = world;
        this.person = person;
    }

    Map<String, String> of(String route) {
        String path = route.split(" ")[1];
        return switch (path.split("/")[1]) {
            case "members" -> Map.of("id", member().toString());
            case "groups" -> group(route.startsWith("DELETE"));
            case "invitations" -> Map.of("id", invitation());
            case "clients" -> Map.of("id", world.allow(person).id().toString());
            case "sessions" -> Map.of("id", session());
            case "service-accounts" -> serviceAccount();
            default ->
                Map.of("id", world.issue(person, TokenScope.FULL).token().id().toString());
        };
    }

    private UserId member() {
        var id = new UserId(world.ids.get());
        var someone = new Person(id, new EmailAddress("m-" + id + "@example.com"), "CANARY member");
        world.fakes.join(new Membership(HARBOUR, someone, Role.MEMBER));
        return id;
    }

    private Map<String, String> group(boolean with) {
        GroupId group = ApiWorld.done(world.verbs.groups().add(signedIn(ADA), "CANARY " + world.ids.get()))
                .id();
        UserId member = member();
        if (with) {
            ApiWorld.done(world.verbs.groups().addMember(signedIn(ADA), group, member));
        }
        return Map.of("id", group.toString(), "member", member.toString());
    }

    private String invitation() {
        return ApiWorld.done(world.verbs
                        .invite()
                        .invite(signedIn(ADA), "canary-" + world.ids.get() + "@example.com", Role.MEMBER))
                .invitation()
                .id()
                .toString();
    }

    private String session() {
        String secret = "session " + world.ids.get();
        var now = world.clock.instant();
        world.fakes
                .sessions()
                .open(
                        SecretHash.of(secret),
                        HARBOUR.id(),
                        person.person().id(),
                        "192.0.2.7",
                        now,
                        now.plus(Duration.ofDays(7)));
        return world.verbs.sessions().list(signedIn(person), secret).stream()
                .filter(listed -> listed.current())
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    private Map<String, String> serviceAccount() {
        Member account = ApiWorld.done(world.verbs.serviceAccounts().add(signedIn(ADA), "CANARY account"));
        var issued = ApiWorld.done(world.verbs
                .serviceAccounts()
                .issue(signedIn(ADA), account.user(), "CANARY token", TokenScope.FULL, Duration.ofDays(1)));
        return Map.of(
                "id", account.user().toString(), "token", issued.token().id().toString());
    }
}
