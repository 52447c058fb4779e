package dev.airlock.application.oauth;

import dev.airlock.domain.identity.TokenScope.Access;
import java.util.List;

/** The scopes that tokens have. What a person may do is decided by policy at each call; a scope only says whether a client may change anything. */
public final class Scopes {
    /** Every tool that the person may use. */
    public static final String TOOLS = "mcp:tools";

    /** Of these, the tools that only read. */
    public static final String READ = "mcp:tools:read";

    /** All scopes. */
    public static final List<String> ALL = List.of(TOOLS, READ);

    private Scopes() {}

    /** The scope of a token that goes so far. */
    public static String of(Access access) {
        return access == Access.READ ? READ : TOOLS;
    }

    /** How far a client asks to go; whoever names none of our scopes asks for everything. */
    static Access asked(String scope) {
        List<String> words = List.of(scope.split(" ", -1));
        return words.contains(READ) && !words.contains(TOOLS) ? Access.READ : Access.WRITE;
    }

    /** Returns whether a refresh asks for no more than was allowed. */
    static boolean isWithin(String scope, Access allowed) {
        return allowed == Access.WRITE || !List.of(scope.split(" ", -1)).contains(TOOLS);
    }
}
