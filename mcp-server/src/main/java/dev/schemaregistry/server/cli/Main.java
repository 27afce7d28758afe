package dev.schemaregistry.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** Where the program starts. */
public final class Main {
    /** EX_IOERR of sysexits.h. */
    private static final int UNWRITTEN = 74;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(Surroundings.ofProcess(), arguments);
        // Also for 0: a driver's thread that hangs must not keep the program.
        System.exit(code);
    }

    /** One run; returns the exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        RootCommand root = new RootCommand();
        int code;
        try (Session session = new Session(surroundings, root)) {
            code = commandLine(session, root, arguments).execute(arguments);
        }
        return surroundings.out().checkError() ? unwritten(surroundings) : code;
    }

    /** An answer that did not arrive is no success, whatever was done. */
    private static int unwritten(Surroundings surroundings) {
        surroundings.err().println("error: the output could not be written; check the disk, or who reads it");
        surroundings.err().flush();
        return UNWRITTEN;
    }

    private static CommandLine commandLine(Session session, RootCommand root, String... arguments) {
        CommandLine line = new CommandLine(root);
        Commands.neededFor(arguments).forEach((name, command) -> line.addSubcommand(name, command.apply(session)));
        Converters.addTo(line);
        Failures failures = new Failures(session);
        Surroundings around = session.surroundings();
        boolean colours = around.terminal() && !around.environment().containsKey("NO_COLOR");
        // An argument @file is a query's file, not a list of more arguments.
        line.setExpandAtFiles(false);
        line.setOut(around.out())
                .setErr(around.err())
                .setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    Logging.write(root.verbosity(), root.logFormat(around.environment()));
                    return new CommandLine.RunLast().execute(parsed);
                });
        widen(line);
        return line;
    }

    /** Wide enough that an example stays on its line and can be copied. */
    private static void widen(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.usageMessage().width(110).adjustLineBreaksForWideCJKCharacters(true);
        line.getSubcommands().values().forEach(Main::widen);
    }
}
