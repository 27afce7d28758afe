package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What an MCP client waits for and what its model reads before the first question. */
final class StdioBenchmark implements Benchmark {
    private static final int COLUMNS = 15;

    @Override
    public String name() {
        return "stdio";
    }

    @Override
    public Report run(Setting setting) {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(startUp(setting, registry(setting, 1)));
        figures.addAll(toolList(setting, 1));
        figures.addAll(toolList(setting, 50));
        figures.addAll(describeTable(setting));
        return new Report(
                name(),
                figures,
                List.of(
                        "Start: from the launcher's exec to the answer to `initialize`, on a registry that exists; the first "
                                + "start after a build, which also takes the image of classes, is not counted. Tool list: as a "
                                + "model sees it (name, description, input schema), and everything sent."));
    }

    private static List<Figure> startUp(Setting setting, Path registry) {
        start(setting, registry).close();
        double[] millis = new double[setting.size().starts()];
        for (int i = 0; i < millis.length; i++) {
            try (McpProcess server = server(setting, registry)) {
                millis[i] = server.initialize().toNanos() / 1e6;
            }
        }
        Arrays.sort(millis);
        return List.of(
                Figure.of("start to initialize, median", millis[millis.length / 2], "ms")
                        .atMost(1_500),
                Figure.of("start to initialize, worst", millis[millis.length - 1], "ms")
                        .atMost(1_500));
    }

    private static List<Figure> toolList(Setting setting, int sources) {
        try (McpProcess server = start(setting, registry(setting, sources))) {
            JsonNode tools = server.tools();
            String at = " at " + sources + (sources == 1 ? " source" : " sources");
            return List.of(
                    Figure.of("tool list" + at + ", as a model sees it", Tokens.of(forModel(tools)), "tokens")
                            .atMost(2_000),
                    Figure.of("tool list" + at + ", all that is sent", Tokens.of(tools.toString()), "tokens"));
        }
    }

    /** What clients hand on to their model of a list of tools: output schemas, titles and hints stay with the client. */
    static String forModel(JsonNode tools) {
        List<String> seen = new ArrayList<>();
        for (JsonNode tool : tools) {
            ObjectNode copy = tool.deepCopy();
            seen.add(copy.retain("name", "description", "inputSchema").toString());
        }
        return "[" + String.join(",", seen) + "]";
    }

    private static List<Figure> describeTable(Setting setting) {
        List<Table> wide = new SyntheticSchema()
                .tables(300).stream()
                        .filter(table -> table.fields().size() == COLUMNS)
                        .toList();
        Path file = setting.work().resolve("describe.db");
        try (SchemaRegistry registry = FilledRegistry.open(file)) {
            FilledRegistry.add(registry, new SourceId("company"), new SyntheticSchema().tables(300));
        }
        int text = 0;
        int structured = 0;
        try (McpProcess server = start(setting, file)) {
            for (Table table : wide) {
                JsonNode result = server.call(
                        "describe_table",
                        Map.of("source", "company", "table", table.name().text()));
                text = Math.max(text, Tokens.of(McpProcess.text(result)));
                structured = Math.max(
                        structured, Tokens.of(result.path("structuredContent").toString()));
            }
        }
        String tables = " (largest of " + wide.size() + " tables)";
        return List.of(
                Figure.of("describe_table, " + COLUMNS + " columns with keys, text" + tables, text, "tokens")
                        .atMost(350),
                Figure.of("describe_table, the same as structured content", structured, "tokens"));
    }

    private static Path registry(Setting setting, int sources) {
        Path file = setting.work().resolve("stdio-" + sources + ".db");
        if (!file.toFile().exists()) {
            try (SchemaRegistry registry = FilledRegistry.open(file)) {
                FilledRegistry.fill(registry, sources, 6 * sources);
            }
        }
        return file;
    }

    /** A server that has been greeted. */
    static McpProcess start(Setting setting, Path registry) {
        McpProcess server = server(setting, registry);
        server.initialize();
        return server;
    }

    private static McpProcess server(Setting setting, Path registry) {
        return McpProcess.start(
                setting.command(registry, "mcp"),
                Map.of("SCHEMA_REGISTRY_HOME", setting.home()),
                setting.work().resolve("server.log"));
    }
}
