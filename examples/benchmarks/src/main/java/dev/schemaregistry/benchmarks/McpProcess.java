package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An MCP server in a process of its own, spoken to in raw JSON-RPC lines: what is measured is what crosses the pipe. For one
 * thread.
 */
final class McpProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STOP_SECONDS = 10;
    private static final long ANSWER_SECONDS = 60;

    private final long spawned = System.nanoTime();
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
    private int requests;

    private McpProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the server and greets it. What it logs goes to a file. */
    static McpProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new McpProcess(builder.start());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Greets the server; the time is from the start of the process to its answer. */
    Duration initialize() {
        request(
                "initialize",
                Map.<String, Object>of(
                        "protocolVersion",
                        "2025-06-18",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "benchmark", "version", "1")));
        Duration took = Duration.ofNanos(System.nanoTime() - spawned);
        send(Map.<String, Object>of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return took;
    }

    /** The {@code tools} of {@code tools/list}. */
    JsonNode tools() {
        return request("tools/list", Map.of()).path("tools");
    }

    /** The result of a tool; refusals are results too. */
    JsonNode call(String tool, Map<String, ?> arguments) {
        return request("tools/call", Map.<String, Object>of("name", tool, "arguments", arguments));
    }

    /** The text a model reads of a tool's result. */
    static String text(JsonNode result) {
        StringBuilder text = new StringBuilder();
        result.path("content").forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    private JsonNode request(String method, Map<String, ?> params) {
        int id = ++requests;
        Future<?> impatience = watchdog.schedule(process::destroyForcibly, ANSWER_SECONDS, TimeUnit.SECONDS);
        send(Map.<String, Object>of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (message.path("id").asInt() == id && !message.has("method")) {
                    return result(method, message);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            impatience.cancel(false);
        }
        throw new IllegalStateException(
                "the server did not answer " + method + " within " + ANSWER_SECONDS + " s, or ended before");
    }

    private static JsonNode result(String method, JsonNode message) {
        if (message.has("error")) {
            throw new IllegalStateException(method + " failed: " + message.path("error"));
        }
        return message.path("result");
    }

    private void send(Map<String, ?> message) {
        ObjectNode node = JSON.valueToTree(message);
        try {
            in.write(node.toString());
            in.newLine();
            in.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Closes its input, which ends a well-behaved server; kills another. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        try {
            in.close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException broken) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
