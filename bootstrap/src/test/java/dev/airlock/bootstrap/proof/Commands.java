package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands that operators give, each a process of its own that must end well. */
record Commands(Path scratch) {
    static final String PASSWORD = "a sentence is fine here";

    /** Founds the organization Acme, whose owner Ada is. */
    void found(Path configuration, String email) {
        found(configuration, email, PASSWORD);
    }

    void found(Path configuration, String email, String password) {
        found(configuration, "Acme", email, password);
    }

    void found(Path configuration, String organization, String email, String password) {
        Path file = ServeRun.secretFile(scratch.resolve("password"), password, "rw-------");
        run(
                "create-admin",
                configuration,
                "--organization",
                organization,
                "--name",
                "Ada",
                "--email",
                email,
                "--password-file",
                file);
    }

    /** Issues a token and returns its secret. */
    String issueToken(Path configuration, String email) {
        return run("token", "create", configuration, "--email", email, "--name", "proof")
                .lines()
                .filter(line -> line.startsWith("airlock_"))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a command and returns what it printed. */
    String run(Object... command) {
        var ended = end(command);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }

    /** Runs a command, however it ends. */
    AirlockProcess.Ended end(Object... command) {
        var arguments = new ArrayList<String>();
        List.of(command).forEach(argument -> arguments.add(argument.toString()));
        return AirlockProcess.run(scratch, Map.of(), arguments.toArray(String[]::new));
    }
}
