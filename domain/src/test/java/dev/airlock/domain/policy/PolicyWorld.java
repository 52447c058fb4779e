package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People, tools and rules to judge in tests; an expression here is the answer that it gives, or {@code fail}. */
final class PolicyWorld {
    static final UserId ADA = new UserId(new UUID(0, 1));
    static final UserId BOB = new UserId(new UUID(0, 2));
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Tool READS = tool("get_order", new ToolAnnotations(true, false, true, false));
    static final Tool WRITES = tool("create_order", new ToolAnnotations(false, false, false, true));
    static final Tool DELETES = tool("delete_order", new ToolAnnotations(false, true, true, false));

    static final Condition.Compiler ANSWERS = expression -> switch (expression) {
        case "true" -> Condition.ALWAYS;
        case "false" -> Condition.NEVER;
        case "fail" ->
            facts -> {
                throw new ConditionFailedException("there is no argument \"amount\"");
            };
        default -> throw new InvalidConditionException("\"" + expression + "\" is no expression");
    };

    private PolicyWorld() {}

    static Caller caller(UserId user, String client, TokenScope.Access access) {
        var organization = new Organization(new OrganizationId(new UUID(0, 9)), new Slug("harbour"), "Harbour");
        var person = new Person(user, new EmailAddress("someone@example.com"), "Someone");
        return new Caller.Agent(
                new Membership(organization, person, Role.MEMBER),
                new TokenScope(Set.of(), access),
                client,
                "127.0.0.1",
                new Entitlement(Entitlement.Kind.TOKEN, new UUID(0, 5)));
    }

    static Caller ada() {
        return caller(ADA, "claude", TokenScope.Access.WRITE);
    }

    static Tool tool(String name, ToolAnnotations annotations) {
        return Tool.define(new ToolName(name), name, name, Json.Obj.EMPTY, null, annotations, Json.Obj.EMPTY);
    }

    static Rule rule(String name, Action action) {
        return rule(name, action, null, null);
    }

    static Rule rule(String name, Action action, @Nullable String when, @Nullable String unless) {
        return rule(name, action, when, unless, ApprovalDemand.BY_OWNER);
    }

    static Rule rule(
            String name, Action action, @Nullable String when, @Nullable String unless, ApprovalDemand demand) {
        return new Rule(name, List.of(), Set.of(), Subjects.EVERYONE, when, unless, action, demand);
    }

    static Rule about(String pattern, Action action) {
        return new Rule(
                action + " " + pattern,
                List.of(new ToolPattern(pattern)),
                Set.of(),
                Subjects.EVERYONE,
                null,
                null,
                action,
                ApprovalDemand.BY_OWNER);
    }

    static ApprovalDemand quorum(int quorum) {
        return new ApprovalDemand(Set.of(), Set.of(), quorum, false);
    }

    static Policy policy(Action defaultAction, List<Rule> rules) {
        try {
            return Policy.compile(new PolicySet(defaultAction, rules), ANSWERS);
        } catch (InvalidConditionException e) {
            throw new IllegalStateException(e);
        }
    }

    static Policy policy(Action defaultAction, Rule... rules) {
        return policy(defaultAction, List.of(rules));
    }

    static Verdict judge(Policy policy, Caller caller, Tool tool) {
        return policy.judge(caller, tool, Json.Obj.EMPTY, NOW);
    }

    static Verdict judge(Policy policy, Tool tool) {
        return judge(policy, ada(), tool);
    }
}
