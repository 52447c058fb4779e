package dev.airlock.application.server;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.agent;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.policy.ChangePolicy;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.AnnotationMatch;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.policy.Policy;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportToolsTest {
    private static final Slug ORDERS = new Slug("orders");
    private static final DocumentSource DOCUMENT = new DocumentSource.Content(new byte[0]);
    private static final Tool GET = tool("get_order", "GET /orders", true, false);
    private static final Tool CHANGED_GET = tool("get_order", "GET /orders?", true, false);
    private static final Tool DELETE = tool("delete_order", "DELETE /orders", false, true);

    private final House house = new House();
    private List<Tool> described = List.of();
    private final ImportTools importTools = new ImportTools(house.gate, house.store.servers(), new ApiDescriptions() {
        @Override
        public Reading read(byte[] document, @Nullable URI source, List<UrlTemplate> others) {
            return new Reading.Understood("Orders", "", null, List.of(), described, List.of("a warning"));
        }

        @Override
        public Fetch fetch(URI address) {
            return new Fetch.Failed("it could not be fetched");
        }
    });

    @Test
    void a_plan_tells_what_is_added_changed_removed_and_unchanged_and_changes_nothing() {
        Tool kept = tool("list_orders", "GET /list", true, false);
        Tool added = tool("create_order", "POST /orders", false, false);
        given(PolicySet.ALLOW_ALL, GET, DELETE, kept);
        ImportPlan plan = plan(CHANGED_GET, added, kept);
        assertThat(plan.added()).containsExactly(new ImportPlan.Entry(added.name(), null, Action.ALLOW, false));
        assertThat(plan.changed()).containsExactly(new ImportPlan.Entry(GET.name(), GET.name(), Action.ALLOW, false));
        assertThat(plan.removed()).containsExactly(DELETE.name());
        assertThat(plan.unchanged()).isEqualTo(1);
        assertThat(plan.warnings()).containsExactly("a warning");
        assertThat(house.load("orders").tools()).containsExactlyInAnyOrder(GET, DELETE, kept);
    }

    @Test
    void exactly_the_plan_is_applied() {
        given(PolicySet.ALLOW_ALL, GET, DELETE);
        ImportPlan plan = plan(CHANGED_GET);
        assertThat(done(apply(plan))).isEqualTo(plan);
        assertThat(house.load("orders").tools()).containsExactly(CHANGED_GET);
        assertThat(house.load("orders").policy()).isEqualTo(PolicySet.ALLOW_ALL);
    }

    @Test
    void a_plan_is_void_once_the_description_or_the_server_has_changed() {
        given(PolicySet.ALLOW_ALL, GET);
        ImportPlan plan = plan(CHANGED_GET);
        described = List.of(CHANGED_GET, DELETE);
        assertThat(refusal(apply(plan))).isInstanceOf(Refusal.Conflict.class);
        described = List.of(CHANGED_GET);
        done(new ChangePolicy(house.gate, house.store.servers(), text -> Condition.ALWAYS)
                .replace(signedIn(ADA), ORDERS, 1, new PolicySet(Action.DENY, List.of())));
        assertThat(refusal(apply(plan))).isInstanceOf(Refusal.Conflict.class);
        assertThat(plan(CHANGED_GET).id()).isNotEqualTo(plan.id());
        assertThat(house.load("orders").tools()).containsExactly(GET);
    }

    @Test
    void a_renamed_operation_stays_as_restricted_as_it_was() {
        given(allowing(named("delete_order", Action.DENY)), DELETE);
        Tool renamed = tool("remove_order", "DELETE /orders", false, true);
        ImportPlan plan = plan(renamed);
        assertThat(plan.added())
                .containsExactly(new ImportPlan.Entry(renamed.name(), DELETE.name(), Action.DENY, true));
        assertThat(plan.unmatchedRules()).containsExactly("delete_order");
        done(apply(plan));
        assertThat(actionInForce(renamed)).isEqualTo(Action.DENY);
    }

    @Test
    void a_tool_whose_annotations_become_harmless_stays_as_restricted_as_it_was() {
        given(
                allowing(
                        trait(AnnotationMatch.WRITES, Action.REQUIRE_APPROVAL, 1),
                        trait(AnnotationMatch.DESTRUCTIVE, Action.REQUIRE_APPROVAL, 2)),
                DELETE);
        Tool harmless = tool("delete_order", "DELETE /orders", true, false);
        ImportPlan plan = plan(harmless);
        assertThat(plan.changed())
                .containsExactly(new ImportPlan.Entry(DELETE.name(), DELETE.name(), Action.REQUIRE_APPROVAL, true));
        done(apply(plan));
        assertThat(house.load("orders").policy().rules())
                .anyMatch(rule -> rule.covers(harmless) && rule.approval().quorum() == 2);
    }

    @Test
    void a_name_that_now_does_what_a_restricted_tool_did_is_restricted_like_it() {
        given(allowing(named("delete_order", Action.DENY)), GET, DELETE);
        Tool trojan = tool("get_order", "DELETE /orders", true, false);
        done(apply(plan(trojan)));
        assertThat(actionInForce(trojan)).isEqualTo(Action.DENY);
    }

    @Test
    void a_tool_that_met_a_default_which_refuses_is_not_opened_by_new_annotations() {
        given(new PolicySet(Action.DENY, List.of(trait(AnnotationMatch.READ_ONLY, Action.ALLOW, 1))), DELETE);
        Tool harmless = tool("delete_order", "DELETE /orders", true, false);
        ImportPlan plan = plan(harmless);
        assertThat(plan.changed())
                .containsExactly(new ImportPlan.Entry(DELETE.name(), DELETE.name(), Action.DENY, true));
        done(apply(plan));
        assertThat(actionInForce(harmless)).isEqualTo(Action.DENY);
    }

    @Test
    void what_is_kept_keeps_for_whom_and_when_it_speaks() {
        var bob = new Subjects(Set.of(new UserId(new UUID(0, 7))), Set.of());
        var rule = new Rule(
                "Bob may not delete much",
                List.of(new ToolPattern("delete*")),
                Set.of(),
                bob,
                "much",
                "urgent",
                Action.DENY,
                ApprovalDemand.BY_OWNER);
        given(allowing(rule), DELETE);
        Tool renamed = tool("remove_order", "DELETE /orders", false, true);
        done(apply(plan(renamed)));
        Rule kept = house.load("orders").policy().rules().getLast();
        assertThat(kept.covers(renamed)).isTrue();
        assertThat(kept.subjects()).isEqualTo(bob);
        assertThat(kept.when()).isEqualTo("much");
        assertThat(kept.unless()).isEqualTo("urgent");
        assertThat(actionInForce(renamed)).isEqualTo(Action.ALLOW);
    }

    @Test
    void a_second_import_keeps_a_stricter_rule_beside_what_the_first_one_kept_and_nothing_twice() {
        Tool harmless = tool("delete_order", "DELETE /orders", true, false);
        given(allowing(trait(AnnotationMatch.DESTRUCTIVE, Action.REQUIRE_APPROVAL, 1)), DELETE);
        done(apply(plan(harmless)));
        done(apply(plan(DELETE)));
        done(apply(plan(harmless)));
        assertThat(house.load("orders").policy().rules()).hasSize(2);
        done(apply(plan(DELETE)));
        var rules = new java.util.ArrayList<>(house.load("orders").policy().rules());
        rules.add(trait(AnnotationMatch.DESTRUCTIVE, Action.DENY, 1));
        done(new ChangePolicy(house.gate, house.store.servers(), text -> Condition.ALWAYS)
                .replace(
                        signedIn(ADA),
                        ORDERS,
                        house.load("orders").server().version(),
                        allowing(rules.toArray(Rule[]::new))));
        done(apply(plan(harmless)));
        assertThat(actionInForce(harmless)).isEqualTo(Action.DENY);
    }

    @Test
    void rules_that_still_cover_a_changed_tool_are_not_repeated() {
        given(allowing(named("get_order", Action.REQUIRE_APPROVAL)), GET);
        ImportPlan plan = plan(CHANGED_GET);
        assertThat(plan.changed())
                .containsExactly(new ImportPlan.Entry(GET.name(), GET.name(), Action.REQUIRE_APPROVAL, false));
        done(apply(plan));
        assertThat(house.load("orders").policy().rules()).hasSize(1);
    }

    @Test
    void what_cannot_be_fetched_or_found_is_refused_with_the_place() {
        given(PolicySet.ALLOW_ALL, GET);
        var address = new DocumentSource.Address(URI.create("https://example.com/openapi.json"));
        assertThat(refusal(importTools.plan(signedIn(ADA), ORDERS, address)).message())
                .isEqualTo("specificationUrl: it could not be fetched");
        assertThat(refusal(importTools.plan(signedIn(ADA), new Slug("nowhere"), DOCUMENT)))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private void given(PolicySet policy, Tool... tools) {
        house.add(server(ADA, 31, "orders"), List.of(tools), policy);
    }

    private ImportPlan plan(Tool... tools) {
        described = List.of(tools);
        return done(importTools.plan(signedIn(ADA), ORDERS, DOCUMENT));
    }

    private dev.airlock.application.gate.Result<ImportPlan> apply(ImportPlan plan) {
        return importTools.apply(signedIn(ADA), ORDERS, DOCUMENT, plan.id());
    }

    private Action actionInForce(Tool tool) {
        try {
            return Policy.compile(house.load("orders").policy(), text -> Condition.ALWAYS)
                    .strictestAction(agent(ADA), tool);
        } catch (InvalidConditionException e) {
            throw new AssertionError(e);
        }
    }

    private static PolicySet allowing(Rule... rules) {
        return new PolicySet(Action.ALLOW, List.of(rules));
    }

    private static Rule named(String tool, Action action) {
        return new Rule(
                tool,
                List.of(new ToolPattern(tool)),
                Set.of(),
                Subjects.EVERYONE,
                null,
                null,
                action,
                ApprovalDemand.BY_OWNER);
    }

    private static Rule trait(AnnotationMatch trait, Action action, int quorum) {
        return new Rule(
                trait + " " + action,
                List.of(),
                Set.of(trait),
                Subjects.EVERYONE,
                null,
                null,
                action,
                new ApprovalDemand(Set.of(), Set.of(), quorum, false));
    }

    private static Tool tool(String name, String operation, boolean readOnly, boolean destructive) {
        String[] parts = operation.split(" ", -1);
        return Tool.define(
                new ToolName(name),
                name,
                name,
                Json.Obj.EMPTY,
                null,
                new ToolAnnotations(readOnly, destructive, true, true),
                Json.object().put("method", parts[0]).put("path", parts[1]).build());
    }
}
