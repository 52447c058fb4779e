package dev.airlock.http.api;

import dev.airlock.application.call.TestConnection;
import dev.airlock.application.call.TestConnection.Finding;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries the caller's own connection at the service. */
@Path("/api/v1/servers/{slug}/connection")
@Produces(MediaType.APPLICATION_JSON)
public final class TestConnectionResource {
    private final ReadServers readServers;
    private final TestConnection testConnection;

    TestConnectionResource(ReadServers readServers, TestConnection testConnection) {
        this.readServers = readServers;
        this.testConnection = testConnection;
    }

    /**
     * What came of a test.
     *
     * @param outcome {@code works}, {@code refused}, {@code unclear}, or {@code open} where a choice is missing
     * @param account whose it is, where it works and the service says so
     * @param problem what was wrong
     * @param variable for what a choice is missing
     */
    record View(
            String outcome,
            @Nullable String account,
            @Nullable String problem,
            @Nullable String variable) {
        static View of(Finding finding) {
            return switch (finding) {
                case Finding.Works(String account) -> new View("works", account.isEmpty() ? null : account, null, null);
                case Finding.Refused(String problem) -> new View("refused", null, problem, null);
                case Finding.Unclear(String problem) -> new View("unclear", null, problem, null);
                case Finding.Open(ServerVariable variable) -> new View("open", null, null, variable.name());
            };
        }
    }

    /** Asks the service whether it takes the credential, and whose it is. */
    @POST
    @Path("test")
    public Response test(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        return Response.ok(View.of(Problem.orThrow(testConnection.test(by.caller(), server.slug(), false))))
                .build();
    }

    /** What a variable can be. */
    record Choices(List<TestConnection.Choice> items) {}

    /** Asks the service what a variable can be. */
    @POST
    @Path("choices/{variable}")
    public Response choices(
            @Auth Identified by, @PathParam("slug") String slug, @PathParam("variable") String variable) {
        Server server = Input.server(readServers, by.caller(), slug);
        ServerVariable known = server.target().variable(variable);
        if (known == null) {
            throw Problem.notFound("the server has no variable \"" + variable + "\"");
        }
        return Response.ok(
                        new Choices(Problem.orThrow(testConnection.choices(by.caller(), server.slug(), false, known))))
                .build();
    }
}
