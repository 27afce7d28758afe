package dev.schemaregistry.server.mcp;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program from npm with the Node it needs; kept between runs in the user's cache. */
public record NodeTool(Path folder) {
    private static final String NODE = "node@22";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What it did. */
    public record Outcome(int exitCode, String out, String err) {}

    /** Installs it unless it is there; skips the test where npm can't. */
    static NodeTool install(String name, String version) throws IOException, InterruptedException {
        String shortName = name.substring(name.lastIndexOf('/') + 1);
        return install(shortName + '-' + version, List.of(name + '@' + version));
    }

    /** Installs packages side by side in a folder of that name unless it is there; skips the test where npm can't. */
    public static NodeTool install(String folderName, List<String> packages) throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "schema-registry-tests", folderName);
        Path done = folder.resolve("installed");
        if (!Files.exists(done)) {
            Files.createDirectories(folder);
            Assumptions.assumeTrue(
                    npmInstalls(folder, packages),
                    "skipped: npm can't fetch " + String.join(", ", packages) + " within " + PATIENCE.toSeconds()
                            + " s");
            Files.createFile(done);
        }
        return new NodeTool(folder);
    }

    /** Runs one of its commands to the end. */
    Outcome run(String command, List<String> arguments) throws IOException, InterruptedException {
        return runScript(folder.resolve("node_modules/.bin").resolve(command).toRealPath(), arguments, PATIENCE);
    }

    /** Runs a script of ours to the end. */
    public Outcome runScript(Path script, List<String> arguments, Duration patience)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(folder.resolve("node_modules/node/bin/node").toString(), script.toString()));
        line.addAll(arguments);
        Path out = Files.createTempFile("node-tool", ".out");
        Path err = Files.createTempFile("node-tool", ".err");
        try {
            int exit = run(new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile()), patience);
            return new Outcome(exit, Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static boolean npmInstalls(Path folder, List<String> packages) throws InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), NODE));
        command.addAll(packages);
        try {
            return run(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD), PATIENCE)
                    == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    /** The exit code; -1 when it took too long and was ended. */
    private static int run(ProcessBuilder builder, Duration patience) throws IOException, InterruptedException {
        Process process =
                builder.redirectInput(Redirect.from(new File("/dev/null"))).start();
        if (process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return -1;
    }
}
