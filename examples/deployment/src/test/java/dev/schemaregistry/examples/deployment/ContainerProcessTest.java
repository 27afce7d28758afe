package dev.schemaregistry.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the image runs: its command line, environment and layout of folders, at another root and another port. */
class ContainerProcessTest {
    private static final String PORT = "8765";

    @TempDir
    Path root;

    private Dockerfile dockerfile;
    private int port;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void layOut() throws Exception {
        Path app = Project.file("mcp-server/target/app");
        Assumptions.assumeTrue(Files.exists(app.resolve("schema-registry.jar")), "the program is not packaged yet");
        dockerfile = Dockerfile.read(NodeTools.fetched());
        Path home = Files.createDirectories(root.resolve("opt/schema-registry"));
        Files.copy(
                Project.file("schema-registry"),
                home.resolve("schema-registry"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        copy(app, home.resolve("app"));
        Files.createDirectories(root.resolve("data"));
        Files.createDirectories(root.resolve("run/secrets"));
        port = freePort();
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void servesUnderTheHealthCheckUntilItIsToldToStop() throws Exception {
        Files.writeString(root.resolve("run/secrets/registry_token"), "sesame\n");
        assertThat(healthCheck()).as("nothing runs yet").isNotZero();

        Process server = start();
        await().atMost(Duration.ofMinutes(1)).until(() -> healthCheck() == 0 || !server.isAlive());

        assertThat(server.isAlive()).as(log()).isTrue();
        assertThat(get("/api/v1/sources", "")).isEqualTo(401);
        assertThat(get("/api/v1/sources", "Bearer sesame")).isEqualTo(200);
        assertThat(root.resolve("data/registry.db")).exists();

        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).as("stops on SIGTERM").isTrue();
        assertThat(server.exitValue()).isEqualTo(128 + 15);
        assertThat(root.resolve("data/registry.db-wal"))
                .as("closed in order: nothing is left in the write-ahead log")
                .doesNotExist();
        assertThat(healthCheck()).isNotZero();
    }

    @Test
    void refusesToServeWithoutTheTokensFile() throws Exception {
        Process server = start();

        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(server.exitValue()).isNotZero();
        assertThat(log()).contains("run/secrets/registry_token");
    }

    private Process start() throws IOException {
        List<String> command = Stream.concat(
                        dockerfile.command("ENTRYPOINT").stream(), dockerfile.command("CMD").stream())
                .map(this::here)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        dockerfile.environment().forEach((name, value) -> builder.environment().put(name, here(value)));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private int healthCheck() throws IOException, InterruptedException {
        return NodeTools.run(dockerfile.command("HEALTHCHECK").stream()
                        .map(this::here)
                        .toList())
                .code();
    }

    /** The image's paths below a folder of this test, its port as a free one. */
    private String here(String text) {
        return text.replaceAll("(^|file:)/(opt|data|run)\\b", "$1" + root + "/$2")
                .replace(PORT, Integer.toString(port));
    }

    private int get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String log() throws IOException {
        return Files.readString(root.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
