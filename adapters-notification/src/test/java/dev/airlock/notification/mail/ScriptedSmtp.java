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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

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
    private final List<String> overheard = new CopyOnWriteArrayList<>();
    private final @Nullable SSLContext upgrade;

    /** Makes one that knows no TLS. */
    ScriptedSmtp() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), null);
    }

    private ScriptedSmtp(ServerSocket socket, @Nullable SSLContext upgrade) {
        this.socket = socket;
        this.upgrade = upgrade;
        Thread.ofVirtual().start(this::listen);
    }

    /** Makes one that goes over to TLS when it is asked to. */
    static ScriptedSmtp withStartTls(SSLContext tls) throws IOException {
        return new ScriptedSmtp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), tls);
    }

    /** Makes one that speaks TLS from the first byte. */
    static ScriptedSmtp withTls(SSLContext tls) throws IOException {
        return new ScriptedSmtp(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), null);
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

    /** Those of the lines that anybody on the way could read. */
    List<String> overheard() {
        return List.copyOf(overheard);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> greet(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void greet(Socket client) {
        try (client) {
            if (say(client.getOutputStream(), "GREETING", "220 test ESMTP")) {
                converse(client);
            }
        } catch (IOException e) {
            commands.add("connection lost");
        }
    }

    private void converse(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        OutputStream out = client.getOutputStream();
        boolean going = true;
        for (String line = in.readLine(); going && line != null; line = in.readLine()) {
            note(line, client);
            String command = line.split("[ :]", 2)[0];
            going = say(out, command, usual(command, canUpgrade(client)));
            if (going && command.equals("DATA") && !answers.containsKey("DATA")) {
                messages.add(data(in));
                going = say(out, "END", "250 taken");
            }
            if (going && command.equals("STARTTLS") && canUpgrade(client) && !answers.containsKey("STARTTLS")) {
                converse(upgraded(client));
                return;
            }
        }
    }

    private void note(String line, Socket client) {
        commands.add(line);
        if (!(client instanceof SSLSocket)) {
            overheard.add(line);
        }
    }

    private boolean canUpgrade(Socket client) {
        return upgrade != null && !(client instanceof SSLSocket);
    }

    private Socket upgraded(Socket client) throws IOException {
        var secured = (SSLSocket) upgrade.getSocketFactory().createSocket(client, null, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private static String usual(String command, boolean upgrades) {
        return switch (command) {
            case "EHLO" -> "250-test\r\n" + (upgrades ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN";
            case "STARTTLS" -> "220 go on";
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
