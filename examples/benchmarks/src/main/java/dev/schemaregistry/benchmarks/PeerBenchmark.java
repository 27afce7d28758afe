package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.benchmarks.Conversation.Journey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The way to the right table among many, here and with DBHub on the same file in the same run. */
final class PeerBenchmark implements Benchmark {
    /** Words that stand in the name of exactly one column. */
    private static final List<String> COLUMN_WORDS =
            List.of("punctuality", "litres", "unsubscribed", "probation", "tread");

    private final Function<Path, Optional<List<String>>> peer;

    /** @param peer the command that serves a SQLite file; empty when it is out of reach */
    PeerBenchmark(Function<Path, Optional<List<String>>> peer) {
        this.peer = peer;
    }

    @Override
    public String name() {
        return "peer";
    }

    @Override
    public Report run(Setting setting) {
        Path database = setting.work().resolve("peer.db");
        SyntheticDatabase.write(
                database, new SyntheticSchema().tables(setting.size().peerTables()));
        Optional<List<String>> command = peer.apply(database);
        List<Figure> figures = new ArrayList<>(introspect(setting, database));
        List<String> notes = new ArrayList<>();
        Walk listing = ours(setting, figures);
        if (command.isEmpty()) {
            notes.add("DBHub " + Dbhub.VERSION + " was skipped: npm, node or its packages are out of reach.");
            return new Report(name(), figures, notes);
        }
        Walk theirs = theirs(setting, command.get(), figures);
        figures.add(Figure.of(
                "ratio: tokens to the table, DBHub by listing / ours", theirs.tokens() / listing.tokens(), "times"));
        figures.add(Figure.of("ratio: rounds, DBHub by listing / ours", theirs.rounds() / listing.rounds(), "times"));
        figures.add(Figure.of("ratio: latency, DBHub by listing / ours", theirs.millis() / listing.millis(), "times"));
        notes.add("One SQLite file of " + setting.size().peerTables() + " tables without rows, "
                + Areas.questions().size()
                + " labelled questions; averages over all questions. Both sides follow a fixed plan instead of a model and "
                + "recognise the right table as soon as they read its name, which is kind to whoever shows all names.");
        return new Report(name(), figures, notes);
    }

    /** Registers and reads the file as a user would. */
    private static List<Figure> introspect(Setting setting, Path database) {
        command(setting, "init");
        command(setting, "sources", "add", Agents.SOURCE, "sqlite:" + database);
        long before = System.nanoTime();
        command(setting, "introspect");
        return List.of(Figure.of("ours: introspect the file, once", (System.nanoTime() - before) / 1e9, "s"));
    }

    private static Walk ours(Setting setting, List<Figure> figures) {
        try (McpProcess server = StdioBenchmark.start(setting, registry(setting))) {
            figures.add(Figure.of("ours: tool list as a model sees it", toolTokens(server), "tokens"));
            Walk.over(server, Agents::registry);
            Walk oneCall = Walk.over(server, Agents::registryInOneCall);
            Walk walk = Walk.over(server, Agents::registry);
            figures.addAll(walk.figures("ours, classify_question then schema_summary"));
            figures.addAll(oneCall.figures("ours, schema_summary at once"));
            figures.addAll(columnSearch(
                    server, "ours, search_schema for a column", "search_schema", word -> Map.of("words", word)));
            return walk;
        }
    }

    private static Walk theirs(Setting setting, List<String> command, List<Figure> figures) {
        try (McpProcess server =
                McpProcess.start(command, Map.of(), setting.work().resolve("dbhub.log"))) {
            server.initialize();
            figures.add(Figure.of("DBHub: tool list as a model sees it", toolTokens(server), "tokens"));
            Walk.over(server, Agents::lister);
            Walk walk = Walk.over(server, Agents::lister);
            figures.addAll(walk.figures("DBHub, all names then the table"));
            figures.addAll(Walk.over(server, Agents::guesser).figures("DBHub, words of the question, then all names"));
            figures.addAll(Walk.over(server, Agents::knower).figures("DBHub, the name known beforehand"));
            figures.addAll(columnSearch(
                    server,
                    "DBHub, search_objects for a column",
                    "search_objects",
                    word -> Map.of("object_type", "column", "pattern", "%" + word + "%")));
            return walk;
        }
    }

    /** Looks up one word among all columns. */
    private static List<Figure> columnSearch(
            McpProcess server, String who, String tool, Function<String, Map<String, String>> arguments) {
        List<Integer> tokens = new ArrayList<>();
        Samples samples = Samples.of(COLUMN_WORDS.size(), COLUMN_WORDS.size(), i -> {
            String word = COLUMN_WORDS.get(i % COLUMN_WORDS.size());
            tokens.add(Tokens.of(McpProcess.text(server.call(tool, arguments.apply(word)))));
        });
        return List.of(
                Figure.of(
                        who + ": tokens",
                        tokens.stream().mapToInt(t -> t).average().orElse(0),
                        "tokens"),
                Figure.of(who + ": time in the server", samples.median(), "ms"));
    }

    private static int toolTokens(McpProcess server) {
        JsonNode tools = server.tools();
        return Tokens.of(StdioBenchmark.forModel(tools));
    }

    private static void command(Setting setting, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(setting.command(registry(setting), arguments))
                .redirectErrorStream(true)
                .redirectOutput(setting.work().resolve("command.log").toFile());
        builder.environment().put("SCHEMA_REGISTRY_HOME", setting.home());
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(
                        String.join(" ", arguments) + " failed; see command.log in " + setting.work());
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static Path registry(Setting setting) {
        return setting.work().resolve("peer-registry.db");
    }

    /** One agent's ways over all questions. */
    private record Walk(List<Journey> journeys) {
        static Walk over(McpProcess server, Agent agent) {
            List<Journey> journeys = new ArrayList<>();
            Areas.questions().forEach((question, table) -> journeys.add(agent.look(server, question, table)));
            return new Walk(journeys);
        }

        List<Figure> figures(String who) {
            double reached = journeys.stream().filter(Journey::reached).count();
            return List.of(
                    Figure.of(who + ": right table reached", reached, "of " + journeys.size()),
                    Figure.of(who + ": rounds", rounds(), "calls"),
                    Figure.of(who + ": tokens", tokens(), "tokens"),
                    Figure.of(
                            who + ": tokens if the client shows structured content",
                            average(Journey::structuredTokens),
                            "tokens"),
                    Figure.of(who + ": time in the server", millis(), "ms"));
        }

        double rounds() {
            return average(Journey::rounds);
        }

        double tokens() {
            return average(Journey::tokens);
        }

        double millis() {
            return average(Journey::millis);
        }

        private double average(ToDoubleFunction<Journey> figure) {
            return journeys.stream().mapToDouble(figure).average().orElse(0);
        }
    }

    /** A plan to find a table. */
    @FunctionalInterface
    private interface Agent {
        Journey look(McpProcess server, String question, String table);
    }
}
