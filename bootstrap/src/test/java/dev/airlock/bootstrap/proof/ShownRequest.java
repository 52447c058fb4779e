package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person reads on the page of a request, taken from what a browser shows: a marked character is the one that the mark names, and white space must be
 * kept wherever it can make a difference.
 */
record ShownRequest(Map<?, ?> page) {
    private static final String READING = """
            () => {
              const read = shown => {
                if (!/^(pre|pre-wrap|break-spaces)$/.test(getComputedStyle(shown).whiteSpace)) {
                  throw new Error('white space is not kept in ' + shown.outerHTML);
                }
                return [...shown.childNodes].map(part => part.nodeType === Node.TEXT_NODE ? part.data
                    : String.fromCodePoint(parseInt(/\\(U\\+([0-9A-F]+)\\)/.exec(part.title)[1], 16))).join('');
              };
              const name = place => read(place.querySelector(':scope > bdi'));
              const value = place => {
                const shown = place.querySelector(':scope > .passage, :scope > .values, :scope > .items, :scope > .scroll');
                if (shown === null) {
                  return place.querySelector(':scope > p.hint').innerText.startsWith('Empty:') ? {text: ''} : null;
                }
                if (shown.matches('.passage')) {
                  return shown.matches('.literal') ? {literal: read(shown)} : {text: read(shown)};
                }
                if (shown.matches('.values')) {
                  return {names: [...shown.children].map(member => name(member.querySelector(':scope > dt'))),
                          values: [...shown.children].map(member => value(member.querySelector(':scope > dd')))};
                }
                if (shown.matches('.items')) {
                  return {items: [...shown.children].map(value)};
                }
                const table = shown.querySelector(':scope > table');
                const columns = [...table.tHead.rows[0].cells].map(name);
                return {items: [...table.tBodies[0].rows].map(row => {
                  const there = [...row.cells].map((cell, i) => [columns[i], cell]).filter(([, cell]) => !cell.querySelector(':scope > span.hint'));
                  return {names: there.map(([column]) => column), values: there.map(([, cell]) => value(cell))};
                })};
              };
              const wire = document.querySelector('.wire');
              const body = wire.querySelector(':scope > h3 + .passage');
              return {
                hidden: document.querySelectorAll('.approval .more').length,
                arguments: value(document.querySelector('section[aria-labelledby=arguments]')),
                method: wire.querySelector('.method').innerText,
                url: read(wire.querySelector(':scope > .passage')),
                headers: [...wire.querySelectorAll('.headers > div')].map(line => [name(line.children[0]), value(line.children[1]).text]),
                body: body === null ? '' : read(body),
                note: body === null ? '0 bytes' : wire.querySelector(':scope > h3 > small').innerText,
              };
            }
            """;

    /** Reads the page that is open in a browser. */
    static ShownRequest on(Page page) {
        return new ShownRequest((Map<?, ?>) page.evaluate(READING));
    }

    /** How many parts are folded. */
    int hidden() {
        return (Integer) page.get("hidden");
    }

    String method() {
        return text("method");
    }

    String url() {
        return text("url");
    }

    /** Names and values. */
    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        list(page, "headers")
                .forEach(line -> headers.put((String) ((List<?>) line).get(0), (String) ((List<?>) line).get(1)));
        return headers;
    }

    /** How the body is shown, and how long it is. */
    String note() {
        return text("note");
    }

    /** The bytes that the person sees, however they are shown. */
    byte[] body() {
        return note().startsWith("JSON")
                ? withoutLineBreaks(text("body")).getBytes(UTF_8)
                : note().startsWith("In hexadecimal")
                        ? bytes(text("body"))
                        : text("body").getBytes(UTF_8);
    }

    /** What the arguments are, as they are laid out. */
    Json arguments() throws JsonSyntaxException {
        return page.get("arguments") instanceof Map<?, ?> laidOut ? json(laidOut) : Json.Obj.EMPTY;
    }

    private static Json json(Map<?, ?> laidOut) throws JsonSyntaxException {
        if (laidOut.containsKey("text")) {
            return Json.of((String) laidOut.get("text"));
        }
        if (laidOut.containsKey("literal")) {
            return JsonReader.read(((String) laidOut.get("literal")).getBytes(UTF_8));
        }
        if (laidOut.containsKey("items")) {
            List<Json> items = new ArrayList<>();
            for (Object item : list(laidOut, "items")) {
                items.add(json((Map<?, ?>) item));
            }
            return new Json.Arr(items);
        }
        var object = Json.object();
        List<?> names = list(laidOut, "names");
        for (int i = 0; i < names.size(); i++) {
            object.put((String) names.get(i), json((Map<?, ?>)
                    list(laidOut, "values").get(i)));
        }
        return object.build();
    }

    private static String withoutLineBreaks(String pretty) {
        var json = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pretty.length(); i++) {
            char c = pretty.charAt(i);
            if (quoted && c == '\\') {
                json.append(c).append(pretty.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (quoted || (c != ' ' && c != '\n')) {
                json.append(c);
            }
        }
        return json.toString();
    }

    /** Offset, sixteen bytes and their letters on a line. */
    private static byte[] bytes(String dump) {
        return HexFormat.of()
                .parseHex(dump.lines()
                        .map(line -> line.substring(10, 58).replace(" ", ""))
                        .reduce("", String::concat));
    }

    private static List<?> list(Map<?, ?> of, String name) {
        return (List<?>) of.get(name);
    }

    private String text(String name) {
        return (String) page.get(name);
    }
}
