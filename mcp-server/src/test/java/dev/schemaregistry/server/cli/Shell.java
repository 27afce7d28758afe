package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs the program in this process, on a home folder of its own and at a time that stands still. */
final class Shell {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;

    Shell(Path home) {
        this.home = home;
        environment.put("SCHEMA_REGISTRY_HOME", home.resolve("registry").toString());
    }

    Path home() {
        return home;
    }

    Path registryFolder() {
        return home.resolve("registry");
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell onTerminal() {
        terminal = true;
        return this;
    }

    Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    Result runWithInput(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                environment,
                home,
                Clock.fixed(NOW, ZoneOffset.UTC));
        int code = Main.run(surroundings, arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** What a run left behind. */
    record Result(int code, String out, String err) {
        /** The one document on stdout. */
        JsonNode json() {
            return JsonText.findTree(out).orElseThrow(() -> new AssertionError("not one JSON document: " + out));
        }

        /** The one document on stderr. */
        JsonNode error() {
            return JsonText.findTree(err)
                    .orElseThrow(() -> new AssertionError("not one JSON document: " + err))
                    .path("error");
        }
    }
}
