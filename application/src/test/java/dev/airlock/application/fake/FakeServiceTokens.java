package dev.airlock.application.fake;

import dev.airlock.application.connection.ServiceTokens;
import dev.airlock.domain.connection.OAuthService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A service's token endpoint that answers what a test says; unless told otherwise, tokens that are numbered and replaced at each use. */
public final class FakeServiceTokens implements ServiceTokens {
    private final List<Proof> asked = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final List<String> endpoints = new CopyOnWriteArrayList<>();
    private volatile Function<Proof, Answer> answer = proof -> issued(asked.size());

    /** Tokens of this number, good for an hour. */
    public static Answer.Issued issued(int number) {
        return new Answer.Issued("access-" + number, "refresh-" + number, Duration.ofHours(1));
    }

    /** Answers like this from now on. */
    public void answer(Function<Proof, Answer> other) {
        answer = other;
    }

    /** What was presented so far. */
    public List<Proof> asked() {
        return List.copyOf(asked);
    }

    /** With which secrets it was asked, in order; public clients have an empty one. */
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** Which token endpoints were asked, in order. */
    public List<String> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public Answer ask(OAuthService service, Identity identity, Proof proof) {
        asked.add(proof);
        endpoints.add(String.valueOf(service.tokenUrl().fixed()));
        secrets.add(identity.secret() == null ? "" : identity.secret());
        return answer.apply(proof);
    }
}
