package dev.airlock.bootstrap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a command says to the person who started it; everything else goes to the log. */
public final class Terminal {
    private static final PrintWriter OUT =
            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private static final PrintWriter ERR =
            new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Terminal() {}

    /** Prints a text and a line end. */
    public static void say(String text) {
        OUT.println(text);
    }

    /** Prints what went wrong, apart from results. */
    public static void complain(String text) {
        ERR.println("airlock: " + text);
    }
}
