package dev.airlock.persistence.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The settings that Airlock insists on, written at every start. Nothing a caller sends reaches the log: no statements, no
 * values, no error texts (which quote values); the caller gets those.
 */
record Configuration(Path cluster, RunAs runAs) {
    private static final String FILE = "airlock.conf";
    private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";
    /** Makes a new cluster read our settings. */
    static void includeIn(Path cluster, RunAs runAs) throws IOException {
        Path main = cluster.resolve("postgresql.conf");
        PrivateFiles.write(main, PrivateFiles.read(main) + "\ninclude '" + FILE + "'\n");
        runAs.own(main);
    }

    void write(int port, String clusterName) throws IOException {
        write(FILE, settings(port, clusterName));
        write("pg_hba.conf", ACCESS);
    }

    private static String settings(int port, String clusterName) {
        return """
            # Written by Airlock at every start; changes here are lost.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            cluster_name = '%s'
            password_encryption = 'scram-sha-256'
            allow_alter_system = off

            fsync = on
            full_page_writes = on
            synchronous_commit = on
            max_connections = 60
            shared_buffers = 64MB
            jit = off
            timezone = 'UTC'

            logging_collector = on
            log_directory = '../log'
            log_filename = 'postgresql-%%a.log'
            log_file_mode = 0600
            log_rotation_age = 1d
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_timezone = 'UTC'
            log_min_messages = log
            log_error_verbosity = terse
            log_statement = none
            log_min_duration_statement = -1
            log_min_error_statement = panic
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_checkpoints = off
            """.formatted(port, clusterName);
    }

    private void write(String name, String text) throws IOException {
        Path file = cluster.resolve(name);
        PrivateFiles.write(file, text);
        runAs.own(file);
    }
}
