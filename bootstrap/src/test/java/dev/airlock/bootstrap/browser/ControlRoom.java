package dev.airlock.bootstrap.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airlock.bootstrap.proof.Agent;
import dev.airlock.bootstrap.proof.DemoRun;
import java.net.URI;

/** The Control Room of one demo for all tests in the browser. */
final class ControlRoom implements AutoCloseable {
    /** The server that every demo has. */
    static final String SHOP = "harbour-supplies";

    /** Where nothing answers, and yet calls may go. */
    static final String UPSTREAM = "localhost:9";

    private final Chromium chromium;
    private final DemoRun demo;
    private final String cookies;

    private ControlRoom(Chromium chromium, DemoRun demo) {
        this.chromium = chromium;
        this.demo = demo;
        try (Visitor visitor = stranger()) {
            signIn(visitor);
            this.cookies = visitor.cookies();
        }
    }

    static ControlRoom open(Chromium chromium) {
        var demo = new DemoRun("control-room", UPSTREAM).start();
        try {
            return new ControlRoom(chromium, demo);
        } catch (RuntimeException | AssertionError e) {
            demo.close();
            throw e;
        }
    }

    /** Somebody whom nobody knows yet. */
    Visitor stranger() {
        return chromium.visitor(address());
    }

    /** Somebody whom nobody knows yet, and whose browser runs no scripts. */
    Visitor strangerWithoutScripts() {
        return chromium.visitorWithoutScripts(address());
    }

    /** The demo's owner, signed in. */
    Visitor owner() {
        return chromium.visitor(address(), cookies);
    }

    /** Signs the demo's owner in by e-mail address and password. */
    void signIn(Visitor visitor) {
        visitor.open("/sign-in");
        fillSignIn(visitor);
        visitor.press("Sign in");
    }

    /** Fills the sign-in page that the visitor was led to. */
    void fillSignIn(Visitor visitor) {
        visitor.fill("E-mail address", email());
        visitor.fill("Password", access().at("/controlRoom/password").asText());
    }

    String email() {
        return access().at("/controlRoom/email").asText();
    }

    /** The link that signs the owner in once. */
    String link() {
        return demo.signInLink();
    }

    /** The MCP endpoint of the shop. */
    String mcpUrl() {
        return access().at("/mcp/servers/" + SHOP).asText();
    }

    /** An agent of the owner's at the shop. */
    Agent agent() {
        return demo.agent(SHOP);
    }

    private URI address() {
        return URI.create(access().path("baseUrl").asText());
    }

    private JsonNode access() {
        return demo.access();
    }

    @Override
    public void close() {
        demo.close();
    }
}
