package dev.airlock.bootstrap;

/** Where {@code ./airlock} begins. Without a command it starts the demo. */
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name. */
    public static void main(String[] arguments) throws Exception {
        new AirlockApplication().run(arguments.length == 0 ? new String[] {"demo"} : arguments);
    }
}
