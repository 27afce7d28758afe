package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.demo.SampleDatabases;
import dev.schemaregistry.server.view.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs commands of this program on a work folder with a registry of its own, and shows each with what it prints. With {@code --json}
 * the steps are collected into one document. Confined to one thread.
 */
final class DemoStage {
    private static final String HOME = "SCHEMA_REGISTRY_HOME";
    private static final String MARK = "made-by-demo.txt";

    private final Session session;
    private final Path folder;
    private final Map<String, String> environment;
    private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    private int shown;

    DemoStage(Session session, Path folder) {
        this.session = session;
        this.folder = folder;
        this.environment = new HashMap<>(session.surroundings().environment());
        environment.keySet().removeAll(List.of("SCHEMA_REGISTRY_URL", "SCHEMA_REGISTRY_CONFIG"));
        environment.put(HOME, folder.toString());
    }

    Path folder() {
        return folder;
    }

    /** Whether the samples were made and read before. */
    boolean isSet() {
        return Files.exists(folder.resolve(MARK)) && Files.exists(folder.resolve("registry.db"));
    }

    /** Makes the samples, their configuration and an empty registry anew. */
    void set() {
        if (folder.toString().indexOf('?') >= 0) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the folder \"" + folder + "\" can't be used: in the address of a SQLite file a ? begins its"
                            + " properties; choose another with --folder");
        }
        session.hint("sample databases and a registry of their own in " + folder);
        try {
            Files.createDirectories(folder);
            requireOurs();
            Files.writeString(folder.resolve(MARK), "This folder was made by the demo, which makes its files anew.\n");
            clear();
            SampleDatabases.create(folder);
            Files.writeString(folder.resolve("config.yaml"), SampleDatabases.configuration(folder));
        } catch (IOException e) {
            throw new StoreException(
                    ErrorCode.STORE_FAILED,
                    "the work folder \"" + folder + "\" can't be used: " + e.getMessage()
                            + "; choose another with --folder",
                    e);
        }
        quietly("init");
    }

    /** The demo replaces files; those of somebody else are not its to replace. */
    private void requireOurs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (!Files.exists(folder.resolve(MARK)) && files.findAny().isPresent()) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "the folder \"" + folder
                                + "\" holds files that are not the demo's; choose a new or empty one with --folder");
            }
        }
    }

    /** What an earlier demo left. */
    private void clear() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("registry.db" + suffix));
        }
        Path index = folder.resolve("registry.db.index");
        if (Files.isDirectory(index)) {
            try (Stream<Path> files = Files.list(index)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Runs a command and shows it with its output. */
    int show(String heading, String... arguments) {
        shown++;
        if (session.isJson()) {
            return collect(heading, arguments);
        }
        session.page().blank().line(Span.good(shown + ". " + heading)).blank();
        prompt(arguments);
        return Main.run(
                surroundings(
                        session.surroundings().out(), session.surroundings().err()),
                with(arguments, "--quiet"));
    }

    /** Runs a command whose output nobody needs; a failure is shown all the same. */
    void quietly(String... arguments) {
        Main.run(
                surroundings(
                        new PrintWriter(new StringWriter()),
                        session.surroundings().err()),
                with(arguments, "--quiet"));
    }

    void quietlyAddEntities() {
        try (Services services = services()) {
            SampleDatabases.ontology().forEach(services.registry()::upsertEntity);
        }
    }

    /** Something that happens outside of this program. */
    void note(String sentence) {
        if (!session.isJson()) {
            session.page().blank().line(Span.warning("~ "), Span.bold(sentence));
        }
    }

    /** The parts below the commands; to be closed by the caller. */
    Services services() {
        Places places = Places.of(
                Optional.empty(),
                Optional.empty(),
                environment,
                session.surroundings().userHome());
        return new Services(places, environment, session.surroundings().clock());
    }

    /** Says how to go on, or prints the collected document. */
    void finish() {
        if (session.isJson()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("folder", folder.toString());
            document.set("steps", steps);
            session.answer(() -> document, page -> {});
            return;
        }
        session.hint("");
        session.hint("go on by yourself: export " + HOME + "=\"" + folder
                + "\", then any command; for an agent: schema-registry mcp");
    }

    private int collect(String heading, String... arguments) {
        StringWriter out = new StringWriter();
        int code = Main.run(
                surroundings(new PrintWriter(out), session.surroundings().err()), with(arguments, "--json"));
        ObjectNode step = steps.addObject().put("title", heading);
        ArrayNode command = step.putArray("command");
        List.of(arguments).forEach(command::add);
        step.put("exitCode", code);
        step.set("output", output(out.toString()));
        return code;
    }

    private static JsonNode output(String text) {
        return JsonText.findTree(text).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private Surroundings surroundings(PrintWriter out, PrintWriter err) {
        Surroundings here = session.surroundings();
        return new Surroundings(here.in(), out, err, here.terminal(), environment, here.userHome(), here.clock());
    }

    private void prompt(String... arguments) {
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            boolean plain = argument.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0);
            words.add(plain ? argument : '"' + argument + '"');
        }
        String command = "$ schema-registry " + String.join(" ", words);
        command.lines().forEach(line -> session.page().line(Span.dim(line)));
    }

    private String[] with(String[] arguments, String option) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(option);
        if (!session.hasColours()) {
            all.add("--no-color");
        }
        return all.toArray(String[]::new);
    }
}
