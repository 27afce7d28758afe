package dev.schemaregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** DBHub (npm, MIT), an MCP server for databases, fetched on first use and never shipped. */
final class Dbhub {
    static final String VERSION = "0.21.2";

    private static final long PATIENCE_MINUTES = 15;

    private Dbhub() {}

    /** The command that serves a SQLite file; empty when npm or what it should fetch is out of reach. */
    static Optional<List<String>> findCommand(Path folder, Path database) {
        Path script = folder.resolve("node_modules/@bytebase/dbhub/dist/index.js");
        boolean ready = Files.exists(script)
                || (npm(folder, "install", "--no-audit", "--no-fund", "@bytebase/dbhub@" + VERSION)
                        && npm(folder, "rebuild", "better-sqlite3")
                        && Files.exists(script));
        return ready
                ? Optional.of(
                        List.of("node", script.toString(), "--transport", "stdio", "--dsn", "sqlite://" + database))
                : Optional.empty();
    }

    private static boolean npm(Path folder, String... arguments) {
        try {
            Files.createDirectories(folder);
            List<String> command =
                    Stream.concat(Stream.of("npm"), Stream.of(arguments)).toList();
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
