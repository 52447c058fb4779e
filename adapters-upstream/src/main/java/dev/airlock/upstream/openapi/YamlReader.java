package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML 1.2 document of the core schema from the parser's events. No tag ever makes an object; an alias shares the value it
 * names and counts as all the values in it, so a bomb costs what it would expand to.
 */
final class YamlReader {
    /** The most aliases in a document. */
    static final int MAX_ALIASES = 10_000;

    private static final String CORE_TAG = "tag:yaml.org,2002:(str|int|float|bool|null|map|seq)|!";

    private final ParserImpl events;
    private final JsonLimits limits;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int values;
    private int aliases;

    private record Anchored(@Nullable Json value, int values) {}

    private YamlReader(String text, JsonLimits limits) {
        var options = new LoaderOptions();
        options.setCodePointLimit(DocumentReader.MAX_BYTES);
        this.events = new ParserImpl(new StreamReader(text), options);
        this.limits = limits;
    }

    static Json read(String text, JsonLimits limits) throws RefusedException {
        try {
            return new YamlReader(text, limits).document();
        } catch (MarkedYAMLException e) {
            throw new RefusedException(position(e.getProblemMark()) + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new RefusedException("the text is not valid YAML: " + e.getMessage());
        }
    }

    private Json document() throws RefusedException {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            throw new RefusedException("the document is empty");
        }
        events.getEvent();
        Json value = value(0);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw fault(events.peekEvent(), "a second document begins here; one is expected");
        }
        return value;
    }

    private Json value(int depth) throws RefusedException {
        Event event = events.getEvent();
        if (depth > limits.maxDepth()) {
            throw fault(event, "nesting deeper than " + limits.maxDepth());
        }
        count(event, 1);
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        checkTag(event);
        int before = values;
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(null, 0));
        }
        Json value = event instanceof ScalarEvent scalar
                ? YamlScalars.value(scalar)
                : event.is(Event.ID.MappingStart) ? mapping(depth) : sequence(depth);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, values - before));
        }
        return value;
    }

    private Json alias(AliasEvent alias) throws RefusedException {
        if (++aliases > MAX_ALIASES) {
            throw fault(alias, "more than " + MAX_ALIASES + " aliases");
        }
        Anchored anchored = anchors.get(alias.getAnchor());
        if (anchored == null || anchored.value() == null) {
            String problem = anchored == null ? " names no anchor before it" : " contains itself";
            throw fault(alias, "the alias *" + alias.getAnchor() + problem);
        }
        count(alias, anchored.values());
        return anchored.value();
    }

    private Json sequence(int depth) throws RefusedException {
        List<Json> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(value(depth + 1));
        }
        events.getEvent();
        return new Json.Arr(items);
    }

    private Json mapping(int depth) throws RefusedException {
        Map<String, Json> members = new LinkedHashMap<>();
        List<Json> merged = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event key = events.getEvent();
            checkTag(key);
            if (!(key instanceof ScalarEvent name)) {
                throw fault(key, "a key must be plain text");
            }
            Json value = value(depth + 1);
            if (name.isPlain() && name.getValue().equals("<<")) {
                merged.add(value);
            } else if (members.putIfAbsent(name.getValue(), value) != null) {
                throw fault(key, "duplicate key \"" + name.getValue() + "\"");
            }
        }
        Event end = events.getEvent();
        for (Json value : merged) {
            merge(members, value, end);
        }
        return new Json.Obj(members);
    }

    /** YAML 1.2 has no merge key, but descriptions in the wild do. */
    private void merge(Map<String, Json> members, Json value, Event at) throws RefusedException {
        switch (value) {
            case Json.Obj(var more) -> {
                count(at, more.size());
                more.forEach(members::putIfAbsent);
            }
            case Json.Arr(var items) -> {
                for (Json item : items) {
                    merge(members, item, at);
                }
            }
            default -> throw fault(at, "the merge key << takes a mapping");
        }
    }

    private void count(Event event, int more) throws RefusedException {
        values += more;
        if (values > limits.maxValues()) {
            throw fault(event, "more than " + limits.maxValues() + " values, aliases expanded");
        }
    }

    private static void checkTag(Event event) throws RefusedException {
        String tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
        if (tag != null && !tag.matches(CORE_TAG)) {
            throw fault(event, "the tag " + tag + " is not part of YAML's core schema");
        }
    }

    private static RefusedException fault(Event event, String problem) {
        return new RefusedException(position(event.getStartMark()) + ": " + problem);
    }

    private static String position(@Nullable Mark mark) {
        return mark == null ? "somewhere" : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
