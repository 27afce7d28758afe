package dev.schemaregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The program's command {@code serve} in a process of its own. */
final class ServeProcess implements AutoCloseable {
    private static final int MOST_TRIES = 600;
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final URI address;

    private ServeProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it, and returns when it is ready. */
    static ServeProcess start(Setting setting, Path registry, String... options) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>(setting.command(registry, "serve", "--port", "" + port));
            command.addAll(List.of(options));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("SCHEMA_REGISTRY_HOME", setting.home());
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(setting.work().resolve("serve.log").toFile());
            ServeProcess serve = new ServeProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
            serve.awaitReady();
            return serve;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI address(String path) {
        return address.resolve(path);
    }

    URI mcp() {
        return address.resolve("/mcp");
    }

    /** The processor time it has taken, in milliseconds; empty where the system does not tell. */
    OptionalDouble processorMillis() {
        return process.info().totalCpuDuration().stream()
                .mapToDouble(Duration::toMillis)
                .findFirst();
    }

    /** What lives on its heap after a full collection, in megabytes; empty where the JDK has no {@code jcmd}. */
    OptionalDouble liveHeap() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!jcmd.toFile().canExecute()) {
            return OptionalDouble.empty();
        }
        try {
            Process asked = new ProcessBuilder(jcmd.toString(), "" + process.pid(), "GC.class_histogram")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String histogram = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return histogram
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> line.trim().split("\\s+"))
                    .mapToDouble(words -> Double.parseDouble(words[2]) / (1024 * 1024))
                    .findFirst();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(address.resolve("/ready")).build();
        for (int i = 0; i < MOST_TRIES && process.isAlive(); i++) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new IllegalStateException("the server was not ready in time; its log is serve.log");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
