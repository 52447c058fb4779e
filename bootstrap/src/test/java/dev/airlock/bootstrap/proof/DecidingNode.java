package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.call.CallTool;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.bootstrap.Node;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A node of the product in a process of its own, at whose verbs people decide and agents ask, as many at once as one wants. */
final class DecidingNode {
    private final Node node;

    private DecidingNode(Node node) {
        this.node = node;
    }

    /** Runs it: directory, the database's URL, the key's file, the allowed upstream and the port at which it is told what to do. */
    public static void main(String[] arguments) throws IOException {
        var run = new ServeRun(Path.of(arguments[0]));
        var node = new DecidingNode(Node.start(run.installation(arguments[1], Path.of(arguments[2]), arguments[3])));
        var door = HttpServer.create(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[4])), 0);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.createContext("/ask", exchange -> answer(exchange, node::ask));
        door.createContext("/follow", exchange -> answer(exchange, node::follow));
        door.createContext("/decide", exchange -> answer(exchange, node::decide));
        door.start();
    }

    private interface Task {
        String answer(Map<String, String> parameters) throws Exception;
    }

    private static void answer(HttpExchange exchange, Task task) throws IOException {
        try (exchange) {
            byte[] answer = said(exchange, task).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String said(HttpExchange exchange, Task task) {
        try {
            return task.answer(AgreeingPerson.parameters(exchange.getRequestURI()));
        } catch (Exception e) {
            return "broke: " + e;
        }
    }

    /** What the agent with this token calls; says which request waits, or why none does. */
    private String ask(Map<String, String> parameters) {
        Json.Obj arguments = Json.object()
                .put("marker", parameters.get("marker"))
                .put("body", "x".repeat(Integer.parseInt(parameters.get("length"))))
                .build();
        CallOutcome outcome = node.instance(CallTool.class)
                .call(new ToolCall(
                        agent(parameters), ProofApi.SLUG, Objects.requireNonNull(parameters.get("tool")), arguments));
        return outcome instanceof CallOutcome.AwaitingApproval waiting
                ? waiting.approval().toString()
                : "refused: " + outcome;
    }

    /** What the agent is told of a request. */
    private String follow(Map<String, String> parameters) {
        var id = new ApprovalId(UUID.fromString(parameters.get("id")));
        return node.instance(FollowApproval.class).follow(agent(parameters), id)
                        instanceof FollowApproval.Followed.Ended ended
                ? ended.outcome().getClass().getSimpleName()
                : "nothing yet";
    }

    private Caller agent(Map<String, String> parameters) {
        Authentication agent =
                node.instance(AuthenticateToken.class).authenticate(parameters.get("token"), "127.0.0.1");
        if (agent instanceof Authentication.Authenticated(Caller caller)) {
            return caller;
        }
        throw new AssertionError("the token is not valid");
    }

    /** Lets people say yes, and no, so many times at the same instant; says what came of each try, one on a line. */
    private String decide(Map<String, String> parameters) throws InterruptedException {
        var id = new ApprovalId(UUID.fromString(parameters.get("id")));
        int times = Integer.parseInt(parameters.get("times"));
        List<Callable<String>> tries = new ArrayList<>();
        for (String email : List.of(parameters.get("yes").split(","))) {
            tries.addAll(tries(
                    times, email, (person, digest) -> decisions().approve(person, id, digest, Duration.ZERO), id));
        }
        if (parameters.containsKey("no")) {
            tries.addAll(tries(
                    times,
                    parameters.get("no"),
                    (person, digest) -> decisions().reject(person, id, digest, "No."),
                    id));
        }
        Collections.shuffle(tries);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return String.join(
                    "\n",
                    threads.invokeAll(tries).stream().map(Future::resultNow).toList());
        }
    }

    private DecideApproval decisions() {
        return node.instance(DecideApproval.class);
    }

    private interface Decision {
        Result<Approval> take(Caller person, RequestDigest digest);
    }

    private List<Callable<String>> tries(int times, String email, Decision decision, ApprovalId id) {
        Caller person = new AgreeingPerson(node, email).caller();
        var seen = Objects.requireNonNull(node.instance(ReadApprovals.class).find(person, id));
        RequestDigest digest = seen.approval().requested().digest();
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            tries.add(() -> switch (decision.take(person, digest)) {
                case Result.Done<Approval>(Approval now) -> now.getClass().getSimpleName();
                case Result.Refused<Approval>(var refusal) -> "refused: " + refusal.message();
            });
        }
        return tries;
    }
}
