package dev.airlock.http.mcp;

import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.ListTools;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.policy.Policy;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What both eras do alike: list a server's tools, and call one. */
final class ToolMethods {
    private final ListTools listTools;
    private final CallTool callTool;
    private final ToolPages pages;
    private final CheckApproval checkApproval;

    ToolMethods(ListTools listTools, CallTool callTool, ToolPages pages, CheckApproval checkApproval) {
        this.listTools = listTools;
        this.callTool = callTool;
        this.pages = pages;
        this.checkApproval = checkApproval;
    }

    /** Answers with one page of tools and what the era adds to it. */
    Answer list(Exchange exchange, Message.Request request, ResultFrame frame, Consumer<JsonWriter> more) {
        Json cursor = request.params().get("cursor");
        ToolPages.Page page = cursor == null || cursor instanceof Json.Str ? page(exchange, cursor) : null;
        if (page == null) {
            return failure(
                    request,
                    "the cursor belongs to no page of this list as it is now; list again from the start, without one");
        }
        return frame.result(request.id(), page.tools().length + 128, out -> {
            out.name("tools").raw(page.tools());
            if (page.next() != null) {
                out.name("nextCursor").text(page.next());
            }
            more.accept(out);
        });
    }

    private ToolPages.@Nullable Page page(Exchange exchange, @Nullable Json cursor) {
        ListTools.Listing listing = listTools.list(exchange.caller(), exchange.server());
        return listing == null
                ? null
                : pages.page(withOurs(exchange, listing), cursor instanceof Json.Str(String text) ? text : null);
    }

    /** Where a call can have to wait for a person, there is the tool that tells what became of it. */
    private static ListTools.Listing withOurs(Exchange exchange, ListTools.Listing listing) {
        Policy policy = listing.snapshot().policy();
        if (listing.tools().stream().noneMatch(tool -> policy.mayAsk(exchange.caller(), tool))) {
            return listing;
        }
        var tools = new ArrayList<>(listing.tools());
        tools.add(CheckApproval.TOOL);
        return new ListTools.Listing(listing.snapshot(), tools);
    }

    /** Checks what names a call, and prepares it to be run. */
    Answer call(
            Exchange exchange,
            Message.Request request,
            CallResults results,
            Precondition precondition,
            Function<PendingCall, Answer.Outcome> run) {
        String name = request.params().text("name");
        if (name == null) {
            return failure(request, "params.name must be the name of a tool");
        }
        Json given = request.params().get("arguments");
        if (given != null && !(given instanceof Json.Obj)) {
            return failure(request, "params.arguments must be an object, not a value of type " + given.kind());
        }
        Json.Obj arguments = given instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        if (name.equals(ToolName.CHECK_APPROVAL.value())) {
            return new Answer.Calling(request.id(), () -> checkApproval.answer(exchange, request, arguments, results));
        }
        Tool tool = exchange.snapshot().definition(name);
        RpcError fault = tool == null ? null : precondition.fault(tool, arguments);
        if (fault != null) {
            return new Answer.Failure(request.id(), fault);
        }
        var call = new ToolCall(exchange.caller(), exchange.server(), name, arguments);
        boolean promisesStructure = tool != null && tool.outputSchema() != null;
        var pending = new PendingCall(exchange, request, call, promisesStructure, callTool, results);
        return new Answer.Calling(request.id(), () -> run.apply(pending));
    }

    private static Answer failure(Message.Request request, String problem) {
        return new Answer.Failure(request.id(), RpcError.invalidParams(problem));
    }

    /** What an era demands of a call besides its arguments. */
    @FunctionalInterface
    interface Precondition {
        /** Returns what is wrong, or null. */
        @Nullable
        RpcError fault(Tool tool, Json.Obj arguments);
    }
}
