package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicyPreset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the form that adds a server, and collects what is wrong with it. */
final class ServerForm {
    private final Form form;
    private final List<Problem> problems = new ArrayList<>();

    ServerForm(Form form) {
        this.form = form;
    }

    /** Returns the server that the form describes, or null where {@link #problems()} says what is wrong. */
    @Nullable
    NewServer read() {
        DocumentForm document = new DocumentForm(form);
        problems.addAll(document.problems());
        Slug slug = slug();
        TargetWish target = target();
        List<CredentialScheme> schemes = schemes();
        PolicyPreset policy = policy();
        return !problems.isEmpty() || document.source() == null
                ? null
                : new NewServer(form.optional("name"), slug, target, schemes, document.source(), policy);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private @Nullable Slug slug() {
        try {
            String text = form.optional("slug");
            return text == null ? null : new Slug(text);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("slug", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private TargetWish target() {
        try {
            String text = form.optional("targetUrl");
            return text == null ? TargetWish.NOTHING : TargetWish.of(UrlTemplate.of(text));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("targetUrl", String.valueOf(e.getMessage())));
            return TargetWish.NOTHING;
        }
    }

    private @Nullable List<CredentialScheme> schemes() {
        String way = form.text("authentication");
        if (way.equals("NONE")) {
            return List.of();
        }
        CredentialScheme scheme = SchemeForm.read(way, form);
        if (scheme == null) {
            return null;
        }
        Problem problem = SchemeForm.problem(scheme);
        if (problem != null) {
            problems.add(problem);
        }
        return List.of(scheme);
    }

    private PolicyPreset policy() {
        for (PolicyPreset preset : PolicyPreset.values()) {
            if (preset.name().equals(form.text("policy"))) {
                return preset;
            }
        }
        problems.add(new Problem("policy", "choose what agents may do to begin with"));
        return PolicyPreset.READ_ONLY;
    }
}
