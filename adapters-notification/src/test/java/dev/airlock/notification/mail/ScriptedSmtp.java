package dev.airlock.notification.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on a loopback port that keeps what it takes, and answers what a test tells it to. */
final class ScriptedSmtp implements AutoCloseable {
    /** Instead of an answer: says nothing, and keeps the connection. */
    static final String SILENCE = "";

    /** Instead of an answer: ends the connection. */
    static final String HANG_UP = "hang up";

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    ScriptedSmtp() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers a command, {@code GREETING} or {@code END} of a message in another way than well. */
    void answer(String command, String answer) {
        answers.put(command, answer);
    }

    /** Does everything well again. */
    void recover() {
        answers.clear();
    }

    /** The messages that it took, whatever it answered. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** The lines of the conversations, without the messages. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            OutputStream out = client.getOutputStream();
            boolean going = say(out, "GREETING", "220 test ESMTP");
            for (String line = in.readLine(); going && line != null; line = in.readLine()) {
                commands.add(line);
                String command = line.split("[ :]", 2)[0];
                going = say(out, command, usual(command));
                if (going && command.equals("DATA") && !answers.containsKey("DATA")) {
                    messages.add(data(in));
                    going = say(out, "END", "250 taken");
                }
            }
        } catch (IOException e) {
            commands.add("connection lost");
        }
    }

    private static String usual(String command) {
        return switch (command) {
            case "EHLO" -> "250-test\r\n250 AUTH PLAIN";
            case "DATA" -> "354 go on";
            case "AUTH" -> "235 welcome";
            default -> "250 fine";
        };
    }

    private boolean say(OutputStream out, String command, String usual) throws IOException {
        String answer = answers.getOrDefault(command, usual);
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (!answer.equals(SILENCE)) {
            out.write((answer + "\r\n").getBytes(ISO_8859_1));
            out.flush();
        }
        return true;
    }

    private static String data(BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        return message.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
