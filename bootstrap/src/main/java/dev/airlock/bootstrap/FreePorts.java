package dev.airlock.bootstrap;

import dev.airlock.bootstrap.config.HttpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out that a port is taken before anything is started, and says so in the operator's words. */
final class FreePorts {
    private FreePorts() {}

    static void check(HttpConfig http) {
        check("port", http.bindHost(), http.port());
        check("adminPort", InetAddress.getLoopbackAddress().getHostAddress(), http.adminPort());
    }

    private static void check(String key, String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigurationProblem("Airlock cannot listen on " + host + ":" + port + ": " + e.getMessage()
                    + ". Stop what listens there, or choose another port (http." + key + ", for the demo --port)");
        }
    }
}
