package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.server.Server;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One route called in one role, with a server, a token, a client and a deed of Harbour that were made for it alone. */
final class Cell {
    private static final String SPECIFICATION = ", \"specification\": " + ApiWorld.SHOP;

    private final ApiWorld world;
    private final String route;
    private final String role;
    private final Membership person;
    private final Server server;
    private final String ownToken;
    private final String ownClient;

    Cell(ApiWorld world, String route, String role) {
        this.world = world;
        this.route = route;
        this.role = role;
        this.person = person(role);
        this.server = world.addServer(Fixtures.ADA, slug("shop"));
        boolean strange = role.equals("stranger");
        this.ownToken = world.issue(strange ? Fixtures.ADA : person, TokenScope.FULL)
                .token()
                .id()
                .toString();
        this.ownClient = world.allow(strange ? Fixtures.ADA : person).id().toString();
        ApiWorld.done(world.verbs
                .connect()
                .connect(
                        Fixtures.signedIn(strange ? Fixtures.ADA : person),
                        server.slug(),
                        new Credential.Bearer("CANARY-credential")));
    }

    /** A slug of the same length for every cell. */
    private String slug(String prefix) {
        return prefix + "-" + world.ids.get().toString().substring(24);
    }

    private static Membership person(String role) {
        return switch (role) {
            case "member" -> ApiWorld.DAVE;
            case "admin" -> ApiWorld.CAROL;
            case "stranger" -> ApiWorld.ERIN;
            default -> Fixtures.ADA;
        };
    }

    private @Nullable String presented() {
        return switch (role) {
            case "anonymous" -> null;
            case "read-only" ->
                world.issue(person, new TokenScope(Set.of(), Access.READ)).secret();
            case "scoped" ->
                world.issue(person, new TokenScope(Set.of(server.id()), Access.WRITE))
                        .secret();
            case "elsewhere" -> {
                Server other = world.addServer(Fixtures.ADA, slug("else"));
                yield world.issue(person, new TokenScope(Set.of(other.id()), Access.WRITE))
                        .secret();
            }
            case "expired" -> {
                String secret = world.token(person);
                world.clock.advance(Duration.ofDays(2));
                yield secret;
            }
            default -> world.token(person);
        };
    }

    /** Calls with the ids that exist. */
    Answer call() {
        return call(server.slug().value(), own(), deed());
    }

    /** Calls with ids of the same form that exist nowhere, and puts the ones that exist into the answer, to be compared. */
    Answer callUnknown() {
        String slug = slug("none");
        String token = world.ids.get().toString();
        String deed = world.ids.get().toString();
        Answer answer = call(slug, token, deed);
        return new Answer(
                answer.status(),
                answer.headers(),
                answer.body()
                        .replace(slug, server.slug().value())
                        .replace(token, own())
                        .replace(deed, deed()));
    }

    private String own() {
        return route.contains("/clients/") ? ownClient : ownToken;
    }

    private Answer call(String slug, String token, String deed) {
        String[] words = route.split(" ");
        String path = words[1].replace("{slug}", slug)
                .replace("{name}", "get_order")
                .replace("{id}", token)
                .replace("{subject}", deed);
        Call call = world.call(words[0], path).ifMatch(1);
        String body = body();
        call = body == null ? call : call.json(body);
        String presented = presented();
        return (presented == null ? call : call.as(presented)).send();
    }

    /** Calls with one more member in the body, which must not get as far as to be recorded. */
    Answer callWith(String member) {
        String[] words = route.split(" ");
        String path = words[1].replace("{slug}", server.slug().value()).replace("{name}", "get_order");
        String body = body().replaceFirst("\\{", "{\"" + member + "\": \"" + UUID.randomUUID() + "\", ");
        Call call = world.call(words[0], path).ifMatch(1).json(body).as(world.token(person));
        int recorded = world.audit.events().size();
        Answer answer = call.send();
        assertThat(world.audit.events()).hasSize(recorded);
        return answer;
    }

    private String deed() {
        return world.audit.events().stream()
                .filter(event -> server.slug().value().equals(event.server()))
                .findFirst()
                .orElseThrow()
                .subject()
                .toString();
    }

    @Nullable
    String body() {
        return switch (route) {
            // A stranger takes the slug that Harbour has: it is free where they are.
            case "POST /servers" ->
                "{\"type\": \"OPENAPI\", \"slug\": \""
                        + (role.equals("stranger") ? server.slug() : new Slug(slug("new"))) + "\"" + SPECIFICATION
                        + "}";
            case "PATCH /servers/{slug}" -> "{\"description\": \"Another\"}";
            case "PUT /servers/{slug}/tools/{name}/action" -> "{\"action\": \"DENY\"}";
            case "POST /servers/{slug}/import" -> "{" + SPECIFICATION.substring(2) + "}";
            case "PUT /servers/{slug}/policy" -> "{\"defaultAction\": \"DENY\", \"rules\": []}";
            case "PUT /servers/{slug}/connection" -> "{\"type\": \"bearer\", \"token\": \"CANARY-new\"}";
            case "POST /tokens" -> "{\"name\": \"mine\"}";
            default -> null;
        };
    }
}
