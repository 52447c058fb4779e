package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.deletingTool;
import static dev.airlock.application.fake.Fixtures.readingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.airlock.application.server.Servers;
import dev.airlock.domain.call.Header;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.AnnotationMatch;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.policy.ToolPattern;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.FailureSign;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.Target;
import dev.airlock.domain.server.ToolReading;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What servers promise. */
public abstract class ServersContract extends StoreContract {
    private static final Slug ORDERS = new Slug("orders");
    private static final PolicySet CAREFUL = new PolicySet(
            Action.REQUIRE_APPROVAL,
            List.of(
                    new Rule(
                            "never delete",
                            List.of(new ToolPattern("delete*"), new ToolPattern("purge")),
                            Set.of(AnnotationMatch.DESTRUCTIVE, AnnotationMatch.WRITES),
                            new Subjects(
                                    Set.of(ADA.person().id()),
                                    Set.of(new GroupId(uuid(41))),
                                    Set.of("an \"agent\"", "another")),
                            "args.total > 100",
                            "args.test == true",
                            Action.DENY,
                            ApprovalDemand.BY_OWNER),
                    new Rule(
                            "two look at writes",
                            List.of(),
                            Set.of(AnnotationMatch.WRITES),
                            Subjects.EVERYONE,
                            null,
                            null,
                            Action.REQUIRE_APPROVAL,
                            new ApprovalDemand(
                                    Set.of(ADA.person().id(), BOB.person().id()),
                                    Set.of(new GroupId(uuid(81))),
                                    2,
                                    true))));

    private Server add(Membership owner, Server server, Tool... tools) {
        assertThat(manages(owner, admission -> ports.servers().add(admission, server, List.of(tools), CAREFUL)))
                .isTrue();
        return server;
    }

    private Servers.Loaded load() {
        return ports.servers().load(HARBOUR.id(), ORDERS);
    }

    @Test
    void a_server_comes_back_with_its_tools_by_name_and_its_policy() {
        Server server = add(ADA, server(ADA, 31, "orders"), deletingTool("a_tool"), readingTool("Z-tool"));
        assertThat(load())
                .isEqualTo(new Servers.Loaded(server, List.of(readingTool("Z-tool"), deletingTool("a_tool")), CAREFUL));
        assertThat(ports.servers().load(HARBOUR.id(), new Slug("nowhere"))).isNull();
    }

    @Test
    void every_scheme_comes_back_in_its_order() {
        Server server = server(
                ADA,
                31,
                "orders",
                URI.create("https://api.example.com:8443/v1"),
                new CredentialScheme.ApiKey(CredentialScheme.Location.QUERY, "api key"),
                new CredentialScheme.Basic(),
                new CredentialScheme.Bearer());
        add(ADA, server);
        assertThat(load().server()).isEqualTo(server);
    }

    @Test
    void schemas_come_back_byte_for_byte() {
        Tool tool = readingTool("read_order");
        RawJson odd = RawJson.trusted("{ \"b\": 1.50 ,\"a\":\"\\u00e9é\\n\\u0000\",  \"a\":[ ] }");
        var exact = new Tool(
                tool.name(), tool.title(), tool.description(), odd, odd, tool.annotations(), odd, tool.fingerprint());
        add(ADA, server(ADA, 31, "orders"), exact);
        assertThat(load().tools()).containsExactly(exact);
    }

    @Test
    void a_taken_slug_adds_nothing() {
        Server first = add(ADA, server(ADA, 31, "orders"));
        Server second = server(ADA, 32, "orders");
        assertThat(manages(ADA, admission -> ports.servers().add(admission, second, List.of(), PolicySet.ALLOW_ALL)))
                .isFalse();
        assertThat(load().server()).isEqualTo(first);
    }

    @Test
    void organizations_have_slugs_of_their_own_and_see_their_own_servers() {
        Server harbours = add(ADA, server(ADA, 31, "orders"), readingTool("read_order"));
        Server meadows = add(BOB, server(BOB, 31, "orders"));
        assertThat(ports.servers().list(HARBOUR.id())).containsExactly(new Servers.Listed(harbours, 1));
        assertThat(ports.servers().list(MEADOW.id())).containsExactly(new Servers.Listed(meadows, 0));
        assertThat(manages(BOB, admission -> ports.servers().remove(admission, ORDERS)))
                .isTrue();
        assertThat(load()).isNotNull();
    }

    @Test
    void servers_are_listed_by_name_with_their_number_of_tools() {
        add(ADA, server(ADA, 31, "zebra"), readingTool("read_a"), readingTool("read_b"));
        add(ADA, server(ADA, 32, "apple"));
        assertThat(ports.servers().list(HARBOUR.id()))
                .extracting(listed -> listed.server().slug().value(), Servers.Listed::tools)
                .containsExactly(tuple("apple", 0), tuple("zebra", 2));
    }

    @Test
    void an_update_raises_the_version_and_keeps_tools_policy_and_origin() {
        Server server = add(ADA, server(ADA, 31, "orders"), readingTool("read_order"));
        Server renamed = changed(server, "New name", URI.create("https://new.example.com"));
        assertThat(manages(ADA, admission -> ports.servers().update(admission, renamed)))
                .isTrue();
        Servers.Loaded loaded = load();
        assertThat(loaded.server().name()).isEqualTo("New name");
        assertThat(loaded.server().target()).isEqualTo(Target.of(URI.create("https://new.example.com")));
        assertThat(loaded.server().schemes()).isEmpty();
        assertThat(loaded.server().version()).isEqualTo(2);
        assertThat(loaded.server().createdAt()).isEqualTo(server.createdAt());
        assertThat(loaded.tools()).containsExactly(readingTool("read_order"));
        assertThat(loaded.policy()).isEqualTo(CAREFUL);
    }

    @Test
    void who_may_use_a_server_is_kept_and_changed() {
        join(CAROL);
        var named = ServerAccess.only(Set.of(), Set.of(CAROL.person().id()));
        Server server = add(ADA, server(ADA, 31, "orders").withAccess(named), readingTool("read_order"));
        assertThat(load().server()).isEqualTo(server);
        assertThat(manages(
                        ADA, admission -> ports.servers().update(admission, server.withAccess(ServerAccess.EVERYONE))))
                .isTrue();
        assertThat(load().server().access()).isEqualTo(ServerAccess.EVERYONE);
        assertThat(manages(
                        ADA,
                        admission -> ports.servers()
                                .update(admission, load().server().withAccess(ServerAccess.only(Set.of(), Set.of())))))
                .isTrue();
        assertThat(ports.servers().list(HARBOUR.id()))
                .extracting(listed -> listed.server().access())
                .containsExactly(ServerAccess.only(Set.of(), Set.of()));
    }

    @Test
    void a_target_is_kept_with_all_that_differs_between_accounts() {
        Server server = add(ADA, server(ADA, 31, "orders"), readingTool("sites"));
        var lookup = new ToolReading(
                new ToolName("sites"), Json.object().put("page", 1).build(), new MemberPath("id"));
        var target = new Target(
                UrlTemplate.of("https://api.example.com/ex/{cloudId}"),
                List.of(UrlTemplate.of("https://{site}.example.com"), UrlTemplate.of("https://{region}.example.com")),
                List.of(
                        new ServerVariable(
                                "cloudId",
                                "Which site",
                                null,
                                List.of(),
                                new Discovery.Lookup(lookup, new MemberPath("name"))),
                        new ServerVariable(
                                "site", "", null, List.of(), new Discovery.TokenMember(new MemberPath("instance_url"))),
                        new ServerVariable("region", "", "us", List.of("us", "eu"), null)));
        assertThat(manages(ADA, admission -> ports.servers().update(admission, server.withTarget(target))))
                .isTrue();
        assertThat(load().server().target()).isEqualTo(target);
    }

    @Test
    void the_conventions_of_an_api_are_kept_and_changed() {
        var slack = new ApiConventions(
                List.of(new Header("X-Version", "1")),
                List.of(new FailureSign("ok", "false"), new FailureSign("errors", null)),
                new ToolReading(new ToolName("auth_test"), Json.Obj.EMPTY, new MemberPath("user.name")));
        Server server = add(ADA, server(ADA, 31, "orders").withConventions(slack), readingTool("read_order"));
        assertThat(load().server()).isEqualTo(server);
        assertThat(manages(
                        ADA,
                        admission -> ports.servers().update(admission, server.withConventions(ApiConventions.NONE))))
                .isTrue();
        assertThat(load().server().conventions()).isEqualTo(ApiConventions.NONE);
    }

    private static Server changed(Server server, String name, URI target) {
        return new Server(
                server.organization(),
                server.id(),
                server.slug(),
                name,
                "changed",
                server.type(),
                target,
                server.owner(),
                List.of(),
                server.version(),
                server.createdAt());
    }

    @Test
    void replaced_tools_and_policies_raise_the_version() {
        Server server = add(ADA, server(ADA, 31, "orders"), readingTool("read_a"), readingTool("read_b"));
        assertThat(manages(
                        ADA,
                        admission ->
                                ports.servers().replaceTools(admission, server, List.of(deletingTool("delete_a")))))
                .isTrue();
        assertThat(load().tools()).containsExactly(deletingTool("delete_a"));
        assertThat(ports.servers().list(HARBOUR.id()).getFirst().tools()).isEqualTo(1);

        Server second = load().server();
        assertThat(second.version()).isEqualTo(2);
        assertThat(manages(ADA, admission -> ports.servers().replacePolicy(admission, second, PolicySet.ALLOW_ALL)))
                .isTrue();
        assertThat(load().policy()).isEqualTo(PolicySet.ALLOW_ALL);
        assertThat(load().server().version()).isEqualTo(3);
    }

    @Test
    void a_stale_version_changes_nothing() {
        Server server = add(ADA, server(ADA, 31, "orders"), readingTool("read_order"));
        assertThat(manages(ADA, admission -> ports.servers().replacePolicy(admission, server, CAREFUL)))
                .isTrue();
        Servers.Loaded before = load();
        as(ADA, admission -> {
            assertThat(ports.servers().update(admission, server)).isFalse();
            assertThat(ports.servers().replaceTools(admission, server, List.of()))
                    .isFalse();
            assertThat(ports.servers().replacePolicy(admission, server, PolicySet.ALLOW_ALL))
                    .isFalse();
            return admission;
        });
        assertThat(load()).isEqualTo(before);
    }

    @Test
    void of_changes_to_the_same_version_exactly_one_wins() throws InterruptedException, ExecutionException {
        Server server = add(ADA, server(ADA, 31, "orders"), readingTool("read_order"));
        var together = new CyclicBarrier(4);
        Callable<Boolean> policy = () -> {
            together.await();
            return as(ADA, admission -> ports.servers().replacePolicy(admission, server, PolicySet.ALLOW_ALL));
        };
        Callable<Boolean> tools = () -> {
            together.await();
            return as(ADA, admission -> ports.servers().replaceTools(admission, server, List.of()));
        };
        var won = new ArrayList<Boolean>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> change : executor.invokeAll(List.of(policy, tools, policy, tools))) {
                won.add(change.get());
            }
        }
        assertThat(won).containsExactlyInAnyOrder(true, false, false, false);
        assertThat(load().server().version()).isEqualTo(2);
    }

    @Test
    void a_removed_server_is_gone() {
        add(ADA, server(ADA, 31, "orders"), readingTool("read_order"));
        assertThat(manages(ADA, admission -> ports.servers().remove(admission, ORDERS)))
                .isTrue();
        assertThat(manages(ADA, admission -> ports.servers().remove(admission, ORDERS)))
                .isFalse();
        assertThat(load()).isNull();
        assertThat(ports.servers().list(HARBOUR.id())).isEmpty();
    }
}
