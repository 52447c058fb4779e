package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the operations of a description and leaves out those that could not be called safely. */
final class Operations {
    /** The most operations in one document. */
    static final int MAX_OPERATIONS = 10_000;

    private static final int MAX_PATH = 1_000;
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Pattern PATH = Pattern.compile("(/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-]|\\{[^{}/?#]+})*)+");
    private static final Pattern DOTS_OR_HIDDEN_SLASH =
            Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)|%2f|%5c|//", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    private final Document document;
    private final Warnings warnings;
    private final List<ApiOperation> found = new ArrayList<>();
    private final Set<String> templates = new HashSet<>();
    private int count;

    private Operations(Document document, Warnings warnings) {
        this.document = document;
        this.warnings = warnings;
    }

    static List<ApiOperation> of(Json.Obj description, Document document, Warnings warnings) throws RefusedException {
        var operations = new Operations(document, warnings);
        Json.Obj paths = description.object("paths");
        if (paths != null) {
            for (Map.Entry<String, Json> path : paths.members().entrySet()) {
                operations.path(path.getKey(), path.getValue());
            }
        }
        return operations.found;
    }

    private void path(String path, Json value) throws RefusedException {
        Place place = Place.ROOT.then("paths").then(path);
        Located item = document.follow(new Located(value, place, place));
        if (path.startsWith("x-")) {
            return;
        }
        if (item == null || !(item.value() instanceof Json.Obj object)) {
            warnings.add(place, "A path is not described by an object");
            return;
        }
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            if (METHODS.contains(member.getKey()) && member.getValue() instanceof Json.Obj operation) {
                String method = member.getKey().toUpperCase(Locale.ROOT);
                add(new ApiOperation(method, withoutFragment(path), object, operation, place.then(member.getKey())));
            }
        }
    }

    /** A fragment is never sent; some authors use it to tell apart two uses of one path. */
    private static String withoutFragment(String path) {
        int hash = path.indexOf('#');
        return hash < 0 ? path : path.substring(0, hash);
    }

    private void add(ApiOperation operation) throws RefusedException {
        if (++count > MAX_OPERATIONS) {
            throw new RefusedException(
                    operation.place(), "more than " + MAX_OPERATIONS + " operations; split the description");
        }
        String obstacle = obstacle(operation);
        if (obstacle != null) {
            warnings.omit(operation.method(), operation.path(), obstacle);
            return;
        }
        String path = PLACEHOLDER.matcher(operation.path()).replaceAll("{}");
        if (!templates.add(operation.method() + " " + path)) {
            warnings.add(
                    operation.place(),
                    "Two operations are sent as " + operation.method() + " " + path
                            + "; rules must cover both of their tools");
        }
        found.add(operation);
    }

    private static @Nullable String obstacle(ApiOperation operation) {
        String path = operation.path();
        if (operation.method().equals("TRACE")) {
            return "the method TRACE is never sent";
        }
        if (path.length() > MAX_PATH
                || !PATH.matcher(path).matches()
                || DOTS_OR_HIDDEN_SLASH.matcher(path).find()) {
            return "its path may hold at most " + MAX_PATH
                    + " unreserved characters and {placeholders}, and no dot segments or empty ones";
        }
        return null;
    }
}
