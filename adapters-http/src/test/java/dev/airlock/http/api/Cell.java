package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.server.Server;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<String, String> ids;
    private final @Nullable ApprovalId approval;

    Cell(ApiWorld world, String route, String role) {
        this.world = world;
        this.route = route;
        this.role = role;
        this.person = person(role);
        this.server = world.addServer(Fixtures.ADA, slug("shop"));
        boolean strange = role.equals("stranger");
        this.ids = new CellIds(world, strange ? Fixtures.ADA : person).of(route);
        ApiWorld.done(world.verbs
                .connect()
                .connect(
                        Fixtures.signedIn(strange ? Fixtures.ADA : person),
                        server.slug(),
                        false,
                        new Credential.Bearer("CANARY-credential"),
                        Map.of()));
        prepareSharing();
        this.approval = route.contains("/approvals/") ? world.ask(strange ? Fixtures.ADA : person, server) : null;
    }

    private void prepareSharing() {
        if (route.contains("shared")) {
            world.share(server.slug());
        }
        if (route.contains("registration") || route.contains("authorize")) {
            world.registerAirlock(server.slug());
        }
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
        return call(known());
    }

    private Map<String, String> known() {
        var known = new TreeMap<>(ids);
        known.put("slug", server.slug().value());
        known.put("subject", deed());
        if (approval != null) {
            known.put("id", approval.toString());
        }
        return known;
    }

    /** Calls with ids of the same form that exist nowhere, and puts the ones that exist into the answer, to be compared. */
    Answer callUnknown() {
        Map<String, String> known = known();
        var unknown = new TreeMap<String, String>();
        known.keySet().forEach(name -> unknown.put(name, world.ids.get().toString()));
        unknown.put("slug", slug("none"));
        Answer answer = call(unknown);
        String body = answer.body();
        for (var entry : unknown.entrySet()) {
            body = body.replace(entry.getValue(), known.get(entry.getKey()));
        }
        return new Answer(answer.status(), answer.headers(), body);
    }

    private Answer call(Map<String, String> values) {
        Call call = request(values);
        String body = body();
        call = body == null ? call : call.json(body);
        String presented = presented();
        return (presented == null ? call : call.as(presented)).send();
    }

    private Call request(Map<String, String> values) {
        String[] words = route.split(" ");
        String path = words[1].replace("{name}", "get_order").replace("{variable}", "site");
        for (var entry : values.entrySet()) {
            path = path.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return world.call(words[0], path).ifMatch(1);
    }

    /** Calls with one more member in the body, which must not get as far as to be recorded. */
    Answer callWith(String member) {
        String body = body().replaceFirst("\\{", "{\"" + member + "\": \"" + UUID.randomUUID() + "\", ");
        Call call = request(known()).json(body).as(world.token(person));
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
            case "POST /approvals/{id}/approve" -> "{\"digest\": \"" + world.digest(approval) + "\"}";
            case "POST /approvals/{id}/reject" ->
                "{\"digest\": \"" + world.digest(approval) + "\", \"reason\": \"not now\"}";
            case "POST /servers" ->
                "{\"type\": \"OPENAPI\", \"slug\": \""
                        + (role.equals("stranger") ? server.slug() : new Slug(slug("new"))) + "\"" + SPECIFICATION
                        + "}";
            case "PATCH /servers/{slug}" -> "{\"description\": \"Another\"}";
            case "PUT /servers/{slug}/tools/{name}/action" -> "{\"action\": \"DENY\"}";
            case "POST /servers/{slug}/import" -> "{" + SPECIFICATION.substring(2) + "}";
            case "PUT /servers/{slug}/policy" -> "{\"defaultAction\": \"DENY\", \"rules\": []}";
            case "PUT /servers/{slug}/registration" -> "{\"clientId\": \"airlock\", \"secret\": \"CANARY-secret\"}";
            case "PUT /servers/{slug}/connection", "PUT /servers/{slug}/connection/shared" ->
                "{\"type\": \"bearer\", \"token\": \"CANARY-new\"}";
            case "PATCH /servers/{slug}/connection" -> "{\"variables\": {}}";
            case "POST /tokens", "POST /service-accounts/{id}/tokens" -> "{\"name\": \"mine\"}";
            case "PATCH /members/{id}" -> "{\"standing\": \"DISABLED\"}";
            case "POST /groups", "PATCH /groups/{id}", "POST /service-accounts" ->
                "{\"name\": \"" + slug("name") + "\"}";
            case "POST /invitations" -> "{\"email\": \"" + slug("someone") + "@example.com\"}";
            default -> null;
        };
    }
}
