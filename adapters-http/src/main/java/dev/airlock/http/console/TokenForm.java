package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.server.ServerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The form that makes a token, as it was sent. */
record TokenForm(Field name, List<Choice> lifetimes, List<Choice> accesses, List<Choice> servers) {
    private static final List<Choice> LIFETIMES = List.of(
            Choice.of("90", "90 days"),
            Choice.of("7", "7 days"),
            Choice.of("30", "30 days"),
            Choice.of("365", "1 year"));
    private static final List<Choice> ACCESSES = List.of(
            Choice.of(Access.WRITE.name(), "Everything I may do", "Under each server's policy."),
            Choice.of(Access.READ.name(), "Reads only", "Tools that only read; everything else is hidden."));

    static TokenForm of(Visit visit, List<Servers.Listed> servers, List<Problem> problems) {
        Form form = visit.form();
        List<String> chosen = form.all("servers");
        return new TokenForm(
                Field.text("token-name", "What is it for?")
                        .hint("Shown in the audit log, such as \"Claude Code on my laptop\".")
                        .autocomplete("off")
                        .needed()
                        .filled(form, renamed(problems)),
                Choice.choose(LIFETIMES, form.text("lifetime")),
                Choice.choose(ACCESSES, form.text("access")),
                servers.stream()
                        .map(listed -> listed.server())
                        .map(server -> new Choice(
                                server.id().toString(),
                                server.name(),
                                server.slug().value(),
                                chosen.contains(server.id().toString())))
                        .toList());
    }

    /** The verb calls the field {@code name}; on the page it is {@code token-name}. */
    static List<Problem> renamed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.field().equals("name") ? new Problem("token-name", problem.problem()) : problem)
                .toList();
    }

    static Duration lifetime(Form form) {
        String days = form.text("lifetime");
        return Duration.ofDays(days.matches("[0-9]{1,3}") ? Long.parseLong(days) : 90);
    }

    /** Returns the scope that was asked for; reading only, where it does not say otherwise. */
    static TokenScope scope(Form form, List<Servers.Listed> servers) {
        Set<ServerId> chosen = new HashSet<>();
        for (Servers.Listed listed : servers) {
            if (form.all("servers").contains(listed.server().id().toString())) {
                chosen.add(listed.server().id());
            }
        }
        return new TokenScope(chosen, form.text("access").equals(Access.WRITE.name()) ? Access.WRITE : Access.READ);
    }
}
