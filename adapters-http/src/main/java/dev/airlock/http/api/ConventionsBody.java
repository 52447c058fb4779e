package dev.airlock.http.api;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.FailureSign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an API wants of every call, how it says that one failed, and whose a credential is; what is left out is empty. */
record ConventionsBody(
        @Nullable List<@Nullable HeaderBody> headers,
        @Nullable List<@Nullable FailureBody> failures,
        @Nullable ReadingBody identity) {
    /** A fixed header. */
    record HeaderBody(@Nullable String name, @Nullable String value) {}

    /** A member of an answer of success that says that the call failed: by having a value, or by being there and not empty. */
    record FailureBody(@Nullable String member, @Nullable String equal) {}

    static ConventionsBody of(ApiConventions conventions) {
        return new ConventionsBody(
                conventions.headers().stream()
                        .<@Nullable HeaderBody>map(header -> new HeaderBody(header.name(), header.value()))
                        .toList(),
                conventions.failures().stream()
                        .<@Nullable FailureBody>map(
                                sign -> new FailureBody(sign.member().text(), sign.equal()))
                        .toList(),
                conventions.identity() == null ? null : ReadingBody.of(conventions.identity()));
    }

    ApiConventions read() {
        List<Header> fixed = Input.list("conventions.headers", headers).stream()
                .map(header -> new Header(
                        Input.present("conventions.headers.name", header.name()),
                        Input.present("conventions.headers.value", header.value())))
                .toList();
        List<FailureSign> signs = Input.list("conventions.failures", failures).stream()
                .map(ConventionsBody::sign)
                .toList();
        try {
            return new ApiConventions(fixed, signs, identity == null ? null : identity.read("conventions.identity"));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("conventions", String.valueOf(e.getMessage()));
        }
    }

    private static FailureSign sign(FailureBody body) {
        return Input.required(
                "conventions.failures.member", body.member(), member -> new FailureSign(member, body.equal()));
    }
}
