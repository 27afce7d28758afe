package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The MCP Inspector's command line, from npm with the Node it needs; kept between runs in the user's cache. */
final class Inspector {
    private static final String NODE = "node@22";
    private static final String INSPECTOR = "@modelcontextprotocol/inspector@2.12.0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;

    private Inspector(Path folder) {
        this.folder = folder;
    }

    /** Installs it unless it is there; skips the test where npm can't. */
    static Inspector install() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "schema-registry-tests", "inspector-2.12.0");
        Inspector inspector = new Inspector(folder);
        Path done = folder.resolve("installed");
        if (!Files.exists(done)) {
            Files.createDirectories(folder);
            Assumptions.assumeTrue(
                    npmInstalls(folder),
                    "skipped: npm can't fetch " + INSPECTOR + " within " + PATIENCE.toSeconds() + " s");
            Files.createFile(done);
        }
        return inspector;
    }

    /** Runs one command against the sample server, expecting an exit code; gives what it printed. */
    JsonNode run(int exitCode, String... arguments) throws IOException, InterruptedException {
        return run(SampleServer.command(), exitCode, arguments);
    }

    /** The same against a server that listens. */
    JsonNode runAt(URI server, String token, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        List<String> target = List.of(
                server.toString(), "--transport", "http", "--header", "Authorization: Bearer " + token);
        return run(target, exitCode, arguments);
    }

    private JsonNode run(List<String> target, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                folder.resolve("node_modules/node/bin/node").toString(),
                folder.resolve("node_modules/.bin/mcp-inspector").toRealPath().toString(),
                "--cli"));
        command.addAll(target);
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("inspector", ".json");
        Path err = Files.createTempFile("inspector", ".log");
        try {
            int exit =
                    run(new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
            assertThat(exit).as(() -> read(out) + read(err)).isEqualTo(exitCode);
            return new ObjectMapper().readTree(read(out));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static boolean npmInstalls(Path folder) throws InterruptedException {
        List<String> command =
                List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), NODE, INSPECTOR);
        try {
            return run(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD)) == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    /** The exit code; -1 when it took too long and was ended. */
    private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .start();
        if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return -1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return gone.toString();
        }
    }
}
