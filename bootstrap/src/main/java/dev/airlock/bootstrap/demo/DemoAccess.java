package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Everything that somebody needs to use a running demo. */
record DemoAccess(
        @JsonProperty("baseUrl") String baseUrl,
        @JsonProperty("organization") String organization,
        @JsonProperty("controlRoom") ControlRoom controlRoom,
        @JsonProperty("token") String token,
        @JsonProperty("mcp") Mcp mcp,
        @JsonIgnore String signInUrl) {
    record ControlRoom(
            @JsonProperty("url") String url,
            @JsonProperty("email") String email,
            @JsonProperty("password") String password) {}

    record Mcp(
            @JsonProperty("organization") String organization,
            @JsonProperty("servers") Map<String, String> servers) {}

    /** What the terminal shows. */
    String banner() {
        String url = mcp.servers().get(DemoInstallation.SERVER.value());
        return """

                Airlock is ready.

                  Control Room   %s
                                 (signs you in once; later: %s, password %s)
                  MCP endpoint   %s
                  Token          %s

                Paste this to connect Claude Code:

                  claude mcp add --transport http airlock %s --header "Authorization: Bearer %s"

                Or make a first call by hand:

                  curl -s %s -H 'Authorization: Bearer %s' \\
                    -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' \\
                    -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"listProducts","arguments":{}}}'

                Stop with Ctrl-C; the next start finds everything again.
                """.formatted(
                        signInUrl, controlRoom.email(), controlRoom.password(), url, token, url, token, url, token);
    }

    /** Writes the same for programs, into a file that only its owner can read. */
    void writeTo(Path file) throws IOException {
        Path next = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                next, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        Files.move(next, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
