package dev.airlock.upstream.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.ConditionFailedException;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionsTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Caller ADA = new Caller.SignedIn(
            new Membership(
                    new Organization(new OrganizationId(ID), new Slug("harbour"), "Harbour"),
                    new Person(new UserId(ID), new EmailAddress("ada@example.com"), "Ada"),
                    Role.MEMBER),
            "127.0.0.1");
    private static final Tool TOOL = Tool.define(
            new ToolName("delete_order"),
            "",
            "",
            Json.Obj.EMPTY,
            null,
            new ToolAnnotations(false, true, false, true),
            Json.Obj.EMPTY);
    private static final Instant FIVE_IN_THE_MORNING = Instant.parse("2026-01-01T05:00:00Z");

    private final CelConditions compiler = new CelConditions();
    private final Map<String, Condition> compiled = new HashMap<>();

    private static Json.Obj json(String text) {
        try {
            return (Json.Obj) JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private boolean holds(String expression, Json.Obj arguments) throws Exception {
        return compiler.compile(expression).holds(new Condition.Facts(ADA, TOOL, arguments, FIVE_IN_THE_MORNING));
    }

    private String problem(String expression, String arguments) throws Exception {
        Condition condition = compiler.compile(expression);
        try {
            return "answered " + condition.holds(new Condition.Facts(ADA, TOOL, json(arguments), FIVE_IN_THE_MORNING));
        } catch (ConditionFailedException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            args.amount > 100                     ¦ {"amount":101}                          ¦ true
            args.amount > 100                     ¦ {"amount":100}                          ¦ false
            args.amount > 100                     ¦ {"amount":100.5}                        ¦ true
            args.amount > 100                     ¦ {"amount":100.0}                        ¦ false
            args.amount > 100                     ¦ {"amount":-1e400}                       ¦ false
            args.amount > 100                     ¦ {"amount":1e400}                        ¦ true
            args.amount > 100                     ¦ {"amount":1180591620717411303424}       ¦ true
            args.amount > 100                     ¦ {"amount":-1180591620717411303424}      ¦ false
            args.amount > 100                     ¦ {"amount":9223372036854775807}          ¦ true
            args.amount > 100                     ¦ {"amount":-9223372036854775808}         ¦ false
            args.amount > 100                     ¦ {"amount":18446744073709551616}         ¦ true
            args.amount > 100                     ¦ {"amount":1e-400}                       ¦ false
            args.amount > 100.5                   ¦ {"amount":101}                          ¦ true
            args.amount >= 100.5                  ¦ {"amount":100.5}                        ¦ true
            args.amount > 0                       ¦ {"amount":1e-400}                       ¦ true
            args.amount < 0                       ¦ {"amount":-1e-400}                      ¦ true
            args.amount >= 0                      ¦ {"amount":-0.0}                         ¦ true
            args.amount == 100                    ¦ {"amount":100.0}                        ¦ true
            args.amount == 100                    ¦ {"amount":1e2}                          ¦ true
            args.amount == 0.1                    ¦ {"amount":0.1}                          ¦ true
            args.amount == 0.1                    ¦ {"amount":0.10000000000000000001}       ¦ false
            args.amount == 100                    ¦ {"amount":"100"}                        ¦ false
            args.amount != 100                    ¦ {"amount":99.99999999999999}            ¦ true
            args.a == args.b                      ¦ {"a":9007199254740992.0,"b":9007199254740993}                ¦ false
            args.a < args.b                       ¦ {"a":9007199254740992.0,"b":9007199254740993}                ¦ true
            args.a == args.b                      ¦ {"a":1180591620717411303425,"b":1180591620717411303425.0}    ¦ true
            args.a == args.b                      ¦ {"a":1180591620717411303425,"b":1180591620717411303426}      ¦ false
            args.a % 2 == 0                       ¦ {"a":4.0}                               ¦ true
            args.n in [1, 2]                      ¦ {"n":1}                                 ¦ true
            args.n in [1, 2]                      ¦ {"n":1.0}                               ¦ true
            args.n in [1, 2]                      ¦ {"n":1.5}                               ¦ false
            args.n in [1, 2]                      ¦ {"n":"1"}                               ¦ false
            args.s in ['a', 'b']                  ¦ {"s":"b"}                               ¦ true
            'x' in args.tags                      ¦ {"tags":["x","y"]}                      ¦ true
            'x' in args.tags                      ¦ {"tags":[]}                             ¦ false
            'k' in args.m                         ¦ {"m":{"k":null}}                        ¦ true
            has(args.x)                           ¦ {}                                      ¦ false
            has(args.x)                           ¦ {"x":null}                              ¦ true
            has(args.x) && args.x > 1             ¦ {}                                      ¦ false
            args.x == null                        ¦ {"x":null}                              ¦ true
            args.x == null                        ¦ {"x":0}                                 ¦ false
            args.x == null                        ¦ {"x":""}                                ¦ false
            args.x == false                       ¦ {"x":null}                              ¦ false
            args.x > 1 || args.y > 1              ¦ {"y":2}                                 ¦ true
            args.x > 1 && args.y > 1              ¦ {"y":0}                                 ¦ false
            args.m['a'].b[1] == 'ż'               ¦ {"m":{"a":{"b":[1,"ż"]}}}               ¦ true
            args['odd.name'] == 1                 ¦ {"odd.name":1}                          ¦ true
            args.m == {'a': 1}                    ¦ {"m":{"a":1.0}}                         ¦ true
            args.l == [1, 2]                      ¦ {"l":[1,2.0]}                           ¦ true
            args.l == [1, 2]                      ¦ {"l":[2,1]}                             ¦ false
            args.items.exists(i, i.qty > 5)       ¦ {"items":[{"qty":1},{"qty":6}]}         ¦ true
            args.items.exists(i, i.qty > 5)       ¦ {"items":[{},{"qty":6}]}                ¦ true
            args.items.all(i, i.qty > 5)          ¦ {"items":[]}                            ¦ true
            args.items.exists_one(i, i == 1)      ¦ {"items":[1,1]}                         ¦ false
            args.items.map(i, i * 2) == [2, 4]    ¦ {"items":[1,2]}                         ¦ true
            args.s.startsWith('ab')               ¦ {"s":"abc"}                             ¦ true
            args.s.endsWith('@example.com')       ¦ {"s":"eve@example.com.evil"}            ¦ false
            args.s.contains('ż')                  ¦ {"s":"zażółć"}                          ¦ true
            args.s == 'zażółć'                    ¦ {"s":"za\\u017c\\u00f3\\u0142\\u0107"}  ¦ true
            args.s == 'ADMIN'                     ¦ {"s":"admin"}                           ¦ false
            size(args.s) == 2                     ¦ {"s":"żó"}                              ¦ true
            size(args.s) == 1                     ¦ {"s":"😀"}                              ¦ true
            args.s.matches('^[a-z]+$')            ¦ {"s":"abc"}                             ¦ true
            args.s.matches('^[a-z]+$')            ¦ {"s":"abc1"}                            ¦ false
            args.s.matches('b')                   ¦ {"s":"abc"}                             ¦ true
            args.s < 'b'                          ¦ {"s":"a"}                               ¦ true
            tool.destructive && !tool.readOnly    ¦ {}                                      ¦ true
            tool.name == 'delete_order'           ¦ {}                                      ¦ true
            caller.role == 'MEMBER'               ¦ {}                                      ¦ true
            caller.email.endsWith('@example.com') ¦ {}                                      ¦ true
            caller.client == 'Control Room'       ¦ {}                                      ¦ true
            now.getHours() < 8                    ¦ {}                                      ¦ true
            now.getHours('Europe/Warsaw') == 6    ¦ {}                                      ¦ true
            now > timestamp('2025-12-31T23:59:59Z') ¦ {}                                    ¦ true
            double('NaN') > 1.0                   ¦ {}                                      ¦ false
            double('NaN') == double('NaN')        ¦ {}                                      ¦ false
            """)
    void a_condition_answers_what_its_words_say(String expression, String arguments, boolean expected)
            throws Exception {
        assertThat(holds(expression, json(arguments))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            args.amount > 100                    ¦ {}                                 ¦ args.amount is missing
            args.order.total > 100               ¦ {"order":{}}                       ¦ args.order.total is missing
            has(args.a.b)                        ¦ {}                                 ¦ args.a is missing
            args['odd key'] == 1                 ¦ {}                                 ¦ "odd key" is missing
            tool.nmae == 'x'                     ¦ {}                                 ¦ tool.nmae is missing
            args.amount > 100                    ¦ {"amount":"200"}                   ¦ at character 13 of the condition, > does not work with values of these kinds
            args.amount > 100                    ¦ {"amount":null}                    ¦ does not work with values of these kinds
            args.amount > 100                    ¦ {"amount":[200]}                   ¦ does not work with values of these kinds
            args.amount > 100                    ¦ {"amount":true}                    ¦ does not work with values of these kinds
            args.amount > 100                    ¦ {"amount":1180591620717411303425}  ¦ does not work with values of these kinds
            args.s.contains('a')                 ¦ {"s":["a"]}                        ¦ does not work with values of these kinds
            args.x                               ¦ {"x":1}                            ¦ does not answer true or false
            args.x                               ¦ {"x":"true"}                       ¦ does not answer true or false
            !args.x                              ¦ {"x":1}                            ¦ does not work with values of these kinds
            args.x ? true : false                ¦ {"x":null}                         ¦ expected boolean
            args.x / 0 > 1                       ¦ {"x":1}                            ¦ by zero
            args.x + 1 > 1                       ¦ {"x":9223372036854775807}          ¦ overflow
            args.l[5] == 1                       ¦ {"l":[1]}                          ¦ out of bounds
            args.n.deep == 1                     ¦ {"n":3}                            ¦ deep
            args.s.matches(args.p)               ¦ {"s":"a","p":"("}                  ¦ regexp
            args.items.all(i, i.qty > 5)         ¦ {"items":[{"qty":6},{}]}           ¦ i.qty is missing
            timestamp(args.t) > now              ¦ {"t":"tomorrow"}                   ¦ at character
            """)
    void a_condition_that_cannot_be_answered_says_why(String expression, String arguments, String expected)
            throws Exception {
        assertThat(problem(expression, arguments)).contains(expected).doesNotContain("Exception", "dev.cel", "<input>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            args.                          ¦ line 1, column 6
            foo > 1                        ¦ line 1, column 1: undeclared reference to 'foo'
            args.x >                       ¦ line 1, column 9
            'a' > 1                        ¦ line 1, column 5: found no matching overload
            1 > 'x' || true                ¦ line 1, column 3
            args.x.nosuch()                ¦ undeclared reference to 'nosuch'
            args.x == 'a                   ¦ line 1, column 11
            1 + 1                          ¦ answers with int
            [1, 2]                         ¦ answers with list
            args.x.matches('(')            ¦ line 1
            timestamp('tomorrow') < now    ¦ line 1
            """)
    void an_expression_that_cannot_be_compiled_says_where(String expression, String expected) {
        assertThatThrownBy(() -> compiler.compile(expression))
                .isInstanceOf(InvalidConditionException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void a_fault_on_a_later_line_is_found_there() {
        assertThatThrownBy(() -> compiler.compile("true &&\n  bar"))
                .isInstanceOf(InvalidConditionException.class)
                .hasMessageContaining("line 2, column 3: undeclared reference to 'bar'");
    }

    @Test
    void an_expression_is_bounded_in_length_and_depth() {
        for (String expression : List.of(
                "",
                "  ",
                "true" + " ".repeat(2000),
                "(".repeat(200) + "true" + ")".repeat(200),
                "[".repeat(300) + "]".repeat(300) + " == 1")) {
            assertThatThrownBy(() -> compiler.compile(expression)).isInstanceOf(InvalidConditionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "1+", "true&&", "false||", "1==", "args.a.", "-"})
    void a_long_expression_is_answered_or_refused_but_never_breaks_the_thread(String repeated) throws Exception {
        String tail = switch (repeated) {
            case "1+", "-" -> "1 == 1";
            case "args.a." -> "a";
            default -> "true";
        };
        String unit = repeated.equals("args.a.") ? "a." : repeated;
        String expression = (repeated.equals("args.a.") ? "args." : "") + unit.repeat(1990 / unit.length() - 5) + tail;
        Callable<Boolean> work = () -> {
            try {
                holds(expression, json("{\"a\":true}"));
                return true;
            } catch (InvalidConditionException | ConditionFailedException e) {
                return true;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.submit(work).get()).isTrue();
        }
    }

    @Test
    void loops_over_arguments_have_a_budget() throws Exception {
        var many = new ArrayList<Json>();
        for (int i = 0; i < 1000; i++) {
            many.add(Json.of(i));
        }
        Json.Obj arguments = Json.object().put("l", new Json.Arr(many)).build();
        assertThat(holds("args.l.all(a, a >= 0)", arguments)).isTrue();
        assertThatThrownBy(() -> holds("args.l.all(a, args.l.all(b, args.l.all(c, true)))", arguments))
                .isInstanceOf(ConditionFailedException.class)
                .hasMessageContaining("budget");
    }

    @Test
    void a_pattern_takes_time_in_proportion_to_its_text() throws Exception {
        Json.Obj arguments = Json.object().put("s", "a".repeat(20_000) + "!").build();
        assertThat(holds("args.s.matches('^(a+)+$')", arguments)).isFalse();
    }

    @Test
    void numbers_compare_like_exact_numbers_or_not_at_all() throws Exception {
        var random = new Random(11);
        int answered = 0;
        for (int i = 0; i < 3_000; i++) {
            String a = number(random);
            String b = random.nextInt(4) == 0 ? nearby(a, random) : number(random);
            int exact = new BigDecimal(a).compareTo(new BigDecimal(b));
            Json.Obj arguments = json("{\"a\":" + a + ",\"b\":" + b + "}");
            answered += agrees("args.a < args.b", arguments, exact < 0);
            answered += agrees("args.a >= args.b", arguments, exact >= 0);
            answered += agrees("args.a == args.b", arguments, exact == 0);
        }
        assertThat(answered).isGreaterThan(6_000);
    }

    private int agrees(String expression, Json.Obj arguments, boolean exact) throws InvalidConditionException {
        try {
            boolean answer = compiled(expression).holds(new Condition.Facts(ADA, TOOL, arguments, FIVE_IN_THE_MORNING));
            assertThat(answer).as(expression + " for " + arguments).isEqualTo(exact);
            return 1;
        } catch (ConditionFailedException e) {
            return 0;
        }
    }

    private Condition compiled(String expression) throws InvalidConditionException {
        Condition known = compiled.get(expression);
        if (known == null) {
            known = compiler.compile(expression);
            compiled.put(expression, known);
        }
        return known;
    }

    private static String number(Random random) {
        String sign = random.nextBoolean() ? "-" : "";
        var digits = new StringBuilder();
        int length = 1 + random.nextInt(25);
        for (int i = 0; i < length; i++) {
            digits.append(i == 0 ? 1 + random.nextInt(9) : random.nextInt(10));
        }
        return switch (random.nextInt(4)) {
            case 0 -> sign + digits;
            case 1 -> sign + digits + ".0";
            case 2 -> sign + "0." + digits;
            default ->
                sign + digits.charAt(0) + "." + (digits.length() > 1 ? digits.substring(1) : "0") + "e"
                        + (random.nextInt(500) - 250);
        };
    }

    private static String nearby(String number, Random random) {
        BigDecimal value = new BigDecimal(number);
        String near = value.add(value.ulp().multiply(BigDecimal.valueOf(random.nextInt(3) - 1)))
                .toString();
        return near.length() > 60 ? number : near.replace("E+", "e").replace("E", "e");
    }
}
