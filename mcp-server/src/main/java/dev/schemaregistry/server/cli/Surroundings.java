package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything around a run of the program that a test wants to choose.
 *
 * @param terminal whether a person looks at both streams
 * @param environment the environment variables
 * @param userHome the folder under which the program's own folder lies
 */
record Surroundings(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Map<String, String> environment,
        Path userHome,
        Clock clock) {
    Surroundings {
        requireNonNull(in, "in");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(userHome, "userHome");
        requireNonNull(clock, "clock");
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                writer(System.out),
                writer(System.err),
                isTerminal(System.console()),
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                Clock.systemUTC());
    }

    /** Who runs the program, for the audit trail. */
    String user() {
        return System.getProperty("user.name", "unknown");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** From Java 22 on there is always a console, which knows whether it is one. */
    private static boolean isTerminal(@org.jspecify.annotations.Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
