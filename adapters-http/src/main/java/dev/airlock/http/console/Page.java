package dev.airlock.http.console;

import dev.airlock.domain.identity.Caller;
import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page as its template sees it: what every page shows, and {@code room} for what this one does. */
final class Page extends View {
    private final String title;
    private final Object room;
    private final Visit visit;
    private final Console console;
    private final int waiting;

    Page(String template, String title, Object room, Visit visit, Console console) {
        super(template, StandardCharsets.UTF_8);
        this.title = title;
        this.room = room;
        this.visit = visit;
        this.console = console;
        Caller caller = visit.callerIfAny();
        this.waiting =
                caller == null ? 0 : console.verbs().approvals().toDo(caller).size();
    }

    /** An entry of the navigation; {@code counts} where it says how much waits there. */
    record Entry(String label, String path, boolean current, boolean counts) {}

    String title() {
        return title;
    }

    /** How many approval requests wait for the person; null for none. */
    @Nullable
    String waiting() {
        return waiting == 0 ? null : Integer.toString(waiting);
    }

    Object room() {
        return room;
    }

    String csrf() {
        return visit.csrf().value();
    }

    @Nullable
    String flash() {
        Flash flash = visit.flash();
        return flash == null ? null : flash.message();
    }

    @Nullable
    String person() {
        Caller caller = visit.callerIfAny();
        return caller == null ? null : caller.person().name();
    }

    @Nullable
    String organization() {
        Caller caller = visit.callerIfAny();
        return caller == null ? null : caller.organization().name();
    }

    /** Returns whether the person belongs to several organizations. */
    boolean travels() {
        Caller caller = visit.callerIfAny();
        return caller != null
                && console.verbs().switchOrganization().places(caller).size() > 1;
    }

    boolean administers() {
        return visit.administers();
    }

    String here() {
        return visit.here();
    }

    String stylesheet() {
        return console.assets().path("console.css");
    }

    String script() {
        return console.assets().path("console.js");
    }

    String icon() {
        return console.assets().path("icon.svg");
    }

    List<Entry> entries() {
        var entries = new ArrayList<>(List.of(
                entry("Home", "/"),
                entry("Approvals", "/approvals"),
                entry("Servers", "/servers"),
                entry("Connect", "/connect"),
                entry("Clients", "/clients"),
                entry("Tokens", "/tokens"),
                entry("Audit", "/audit")));
        if (visit.administers()) {
            entries.add(entry("Members", "/members"));
        }
        Caller caller = visit.callerIfAny();
        if (caller != null && console.verbs().readOutbox().isOpenTo(caller)) {
            entries.add(entry("Outbox", "/outbox"));
        }
        return entries;
    }

    private Entry entry(String label, String path) {
        String here = visit.here();
        boolean current = path.equals("/") ? here.equals("/") : here.matches(path + "([/?].*)?");
        return new Entry(label, path, current, path.equals("/approvals"));
    }
}
