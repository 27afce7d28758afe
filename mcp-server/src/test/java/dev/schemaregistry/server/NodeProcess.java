package dev.schemaregistry.server;

import dev.schemaregistry.server.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program as a node of a registry, in a process that can be killed: {@code serve --watch}.
 *
 * @param untilAnswered from the start of the process to its first answer that was read from the registry
 */
record NodeProcess(String name, Process process, URI address, Duration untilAnswered) implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ADDRESS = Pattern.compile("\"address\" ?: ?\"(http://[^\"]+)\"");

    static NodeProcess start(String name, String registry, Path folder, String lease) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--registry",
                registry,
                "--json",
                "serve",
                "--watch",
                "--port",
                "0",
                "--node",
                name);
        builder.environment().put("SCHEMA_REGISTRY_HOME", home.toString());
        builder.environment().put("SCHEMA_REGISTRY_LEASE", lease);
        Process process =
                builder.redirectError(home.resolve("errors.txt").toFile()).start();
        URI address = address(process.inputReader(), home.resolve("errors.txt"));
        NodeProcess node = new NodeProcess(name, process, address, Duration.ZERO);
        String answer = node.get("/api/v1/sources");
        if (!answer.contains("sources")) {
            throw new IllegalStateException(answer);
        }
        return new NodeProcess(name, process, address, Duration.ofNanos(System.nanoTime() - start));
    }

    private static URI address(BufferedReader output, Path errors) throws IOException {
        StringBuilder told = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            told.append(line);
            Matcher matcher = ADDRESS.matcher(told);
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
        }
        throw new IOException("the node ended by itself: " + Files.readString(errors));
    }

    String get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Whether a lease's owner is this very process. */
    boolean isOwner(String owner) {
        return owner.startsWith(name + "/");
    }

    /** SIGKILL: no hook runs, nothing is given back. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
