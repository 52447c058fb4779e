package dev.airlock.application.fake;

import dev.airlock.application.identity.PasswordRules;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A cast for tests: Ada owns Harbour, Bob owns Meadow, and both run an API of orders. */
public final class Fixtures {
    /** When tests take place. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Ada's organization. */
    public static final Organization HARBOUR = organization(1, "harbour", "Harbour");

    /** Bob's organization. */
    public static final Organization MEADOW = organization(2, "meadow", "Meadow");

    /** Ada, who owns Harbour. */
    public static final Membership ADA = member(HARBOUR, 11, "ada@example.com", "Ada", Role.OWNER);

    /** Carol, whom Harbour can take in. */
    public static final Membership CAROL = member(HARBOUR, 13, "carol@example.com", "Carol", Role.MEMBER);

    /** Bob, who owns Meadow. */
    public static final Membership BOB = member(MEADOW, 12, "bob@example.com", "Bob", Role.OWNER);

    /** A rule that knows one bad password: {@code password1234}. */
    public static final PasswordRules PASSWORD_RULES =
            new PasswordRules((password, personal) -> password.equals("password1234"));

    private Fixtures() {}

    /** An organization. */
    public static Organization organization(long id, String slug, String name) {
        return new Organization(new OrganizationId(uuid(id)), new Slug(slug), name);
    }

    /** Someone in an organization. */
    public static Membership member(Organization organization, long id, String email, String name, Role role) {
        return new Membership(organization, new Person(new UserId(uuid(id)), new EmailAddress(email), name), role);
    }

    /** The person at the Control Room. */
    public static Caller signedIn(Membership membership) {
        return new Caller.SignedIn(membership, "127.0.0.1");
    }

    /** The person's agent, with a token of full access. */
    public static Caller agent(Membership membership) {
        return agent(membership, TokenScope.FULL);
    }

    /** The person's agent, with a token of this scope. */
    public static Caller agent(Membership membership, TokenScope scope) {
        return new Caller.Agent(
                membership, scope, "test-agent", "127.0.0.1", new Entitlement(Entitlement.Kind.TOKEN, uuid(901)));
    }

    /** A token for a day. */
    public static PersonalAccessToken token(Membership membership, long id, TokenScope scope) {
        return new PersonalAccessToken(
                membership.organization().id(),
                new TokenId(uuid(id)),
                membership.person().id(),
                "token " + id,
                scope,
                NOW,
                NOW.plus(Duration.ofDays(1)));
    }

    /** The hash of a secret. */
    public static SecretHash hash(String secret) {
        return SecretHash.of(secret);
    }

    /** An API of the person's organization at {@code https://api.example.com/v1} that wants a bearer token. */
    public static Server server(Membership owner, long id, String slug) {
        return server(owner, id, slug, URI.create("https://api.example.com/v1"), new CredentialScheme.Bearer());
    }

    /** An API of the person's organization. */
    public static Server server(Membership owner, long id, String slug, URI target, CredentialScheme... schemes) {
        return new Server(
                owner.organization().id(),
                new ServerId(uuid(id)),
                new Slug(slug),
                "The " + slug + " API",
                "What " + slug + " does",
                ServerType.OPENAPI,
                target,
                owner.person().id(),
                List.of(schemes),
                1,
                NOW);
    }

    /** A tool that reads one order: {@code GET /orders/{id}}. */
    public static Tool readingTool(String name) {
        return tool(name, "GET", new ToolAnnotations(true, false, true, true));
    }

    /** A tool that deletes one order: {@code DELETE /orders/{id}}. */
    public static Tool deletingTool(String name) {
        return tool(name, "DELETE", new ToolAnnotations(false, true, true, true));
    }

    private static Tool tool(String name, String method, ToolAnnotations annotations) {
        Json.Obj text = Json.object().put("type", "string").build();
        return Tool.define(
                new ToolName(name),
                "Title of " + name,
                "Description of " + name,
                Json.object()
                        .put("type", "object")
                        .put("properties", Json.object().put("id", text).build())
                        .put("required", Json.strings(List.of("id")))
                        .build(),
                null,
                annotations,
                Json.object().put("method", method).put("path", "/orders/{id}").build());
    }

    /** An id that is a number. */
    public static UUID uuid(long number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | number);
    }
}
