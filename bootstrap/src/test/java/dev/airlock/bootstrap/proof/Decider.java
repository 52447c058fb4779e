package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who decides in the Control Room. They signed in at one node, and so are signed in at every one. */
record Decider(Api api, String cookie) {
    private static final Pattern SESSION = Pattern.compile("(airlock=[^;]+);.*");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern DIGEST = Pattern.compile("digest <code class=\"long\">([^<]+)</code>");

    /** What a form says. */
    enum Decision {
        APPROVE,
        REJECT,
        EDIT
    }

    /** What came of a form. */
    record Said(Decider person, Decision decision, int status) {
        /** Whether it is what was decided. */
        boolean counts() {
            return status == 303;
        }
    }

    /** Signs in with e-mail address and password. */
    static Decider signedIn(Api api, ServeRun node, String email) {
        var answer = api.submit(node.url("/sign-in"), Map.of("email", email, "password", Commands.PASSWORD));
        return new Decider(
                api,
                answer.headers().allValues("Set-Cookie").stream()
                        .map(SESSION::matcher)
                        .filter(Matcher::matches)
                        .map(session -> session.group(1))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not signed in: " + answer.statusCode())));
    }

    /** Opens a request's page at a node, with everything unfolded. */
    Shown open(ServeRun node, String id) {
        URI page = node.url("/approvals/" + id);
        HttpResponse<String> shown = api.send(
                HttpRequest.newBuilder(URI.create(page + "?unfold=all")).header("Cookie", cookie));
        if (shown.statusCode() != 200) {
            throw new AssertionError(page + " answered " + shown.statusCode());
        }
        return new Shown(this, page, shown.body());
    }

    /** A request's page as a person has it before them. */
    record Shown(Decider person, URI page, String html) {
        /** Approves it, as often as one likes. */
        Said approve() {
            return send(Decision.APPROVE, "");
        }

        /** Rejects it. */
        Said reject() {
            return send(Decision.REJECT, "&reason=No.");
        }

        /** Puts other arguments, in JSON, in the place of the agent's. */
        Said edit(String arguments) {
            return send(Decision.EDIT, "&arguments=" + URLEncoder.encode(arguments, UTF_8));
        }

        private Said send(Decision decision, String fields) {
            String form = "csrf=" + encoded(CSRF) + "&digest=" + encoded(DIGEST) + fields;
            return new Said(
                    person,
                    decision,
                    person.api
                            .send(HttpRequest.newBuilder(URI.create(
                                            page + "/" + decision.name().toLowerCase(Locale.ROOT)))
                                    .header("Cookie", person.cookie)
                                    .header(
                                            "Origin",
                                            page.resolve("/").toString().replaceFirst("/$", ""))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(form)))
                            .statusCode());
        }

        private String encoded(Pattern part) {
            Matcher found = part.matcher(html);
            if (!found.find()) {
                throw new AssertionError(page + " has no " + part);
            }
            return URLEncoder.encode(found.group(1), UTF_8);
        }
    }
}
