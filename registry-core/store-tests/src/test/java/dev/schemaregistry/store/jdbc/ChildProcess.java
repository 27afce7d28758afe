package dev.schemaregistry.store.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM on the class path of the tests, so that a file has two processes, or a process can be killed. */
record ChildProcess(Process process, Path errors) implements AutoCloseable {

    static ChildProcess start(Path errors, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m"));
        // A killed process does not delete the driver's library that it unpacked; the folder of the test goes as a
        // whole.
        command.add("-Dorg.sqlite.tmpdir=" + errors.getParent());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    BufferedReader output() {
        return process.inputReader();
    }

    /** SIGKILL: no hook runs, nothing is closed. What it wrote before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
