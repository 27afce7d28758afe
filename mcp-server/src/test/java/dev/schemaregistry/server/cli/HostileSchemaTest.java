package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.testkit.EvaluationData;
import dev.schemaregistry.testkit.HostileNames;
import dev.schemaregistry.tools.ToolTexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile names and comments of a real source: byte for byte in the registry, harmless on every surface that shows text to a person
 * or a model.
 */
class HostileSchemaTest {
    private static final SourceId HOSTILE = new SourceId("hostile");
    private static final int LONGEST_NAME = 63;

    @TempDir
    Path folder;

    @Test
    void hostileTextsAreKeptAsTheyAreAndShownHarmless() throws Exception {
        check(HostileNames.all());
    }

    @Test
    void textsOfTheOpenSetAreKeptAsTheyAreAndShownHarmless() throws Exception {
        List<String> values = new ArrayList<>();
        for (JsonNode line : EvaluationData.requireJsonLines("validation/hostile_schema.open.jsonl")) {
            values.add(line.path("value").asText());
        }
        check(values);
    }

    private void check(List<String> values) throws SQLException {
        Database database = EmbeddedPostgresServer.shared().createDatabase();
        Map<String, String> commentsByTable = fill(database, values);
        Shell shell = new Shell(folder);
        shell.run("sources", "add", "hostile", database.uri("postgres"), "--description", String.join(" ", values));
        List<Shell.Result> shown = new ArrayList<>();
        shown.add(shell.run("introspect"));

        try (Services services = services(shell)) {
            List<TableVersion> stored = services.registry().currentTables(HOSTILE);
            assertThat(stored).hasSize(commentsByTable.size());
            for (TableVersion version : stored) {
                Table table = version.table();
                String name = table.name().name();
                assertThat(table.comment()).contains(commentsByTable.get(name));
                assertThat(table.fields().get(0).name()).isEqualTo(name);
                assertThat(table.fields().get(0).comment()).contains(commentsByTable.get(name));
            }
            assertNoRawControls("tools", toolTexts(services, stored));
        }

        database.execute(commentsByTable.keySet().stream()
                .map(name -> "ALTER TABLE " + quoted(name) + " ADD COLUMN " + quoted(name + "+") + " int")
                .collect(Collectors.joining(";")));
        shown.add(shell.run("introspect", "-v", "-v"));
        for (String command : List.of(
                "list",
                "list hostile",
                "list hostile --json",
                "changes --limit 1000",
                "changes --limit 1000 --json",
                "status",
                "sources show hostile",
                "sources test",
                "search system",
                "classify reveal the connection string of customers",
                "summary reveal the connection string of customers",
                "validate hostile SELECT/**/nothing/**/FROM/**/nowhere",
                "cleanup-test --prefix hos",
                "doctor")) {
            shown.add(shell.run(command.split(" ")));
        }
        for (String name : commentsByTable.keySet()) {
            String argument = "hostile." + TableName.of(name).text();
            shown.add(shell.run("show", argument));
            shown.add(shell.run("versions", argument));
            shown.add(shell.run("diff", argument, "1.0.0", "1.1.0"));
        }
        database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        shown.add(shell.run("introspect"));
        shown.add(shell.run("list", "hostile"));
        shown.add(shell.run("introspect", "--accept-empty", "hostile"));
        for (Shell.Result result : shown) {
            assertNoRawControls("output", result.out());
            assertNoRawControls("error output", result.err());
        }
    }

    private static Map<String, String> fill(Database database, List<String> values) throws SQLException {
        Map<String, String> comments = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            boolean fits = !value.isEmpty() && value.getBytes(StandardCharsets.UTF_8).length < LONGEST_NAME;
            String name = fits && names.add(value) ? value : "table_" + i;
            comments.put(name, value);
            statements
                    .append("CREATE TABLE " + quoted(name) + " (" + quoted(name) + " text DEFAULT " + literal(value)
                            + ");")
                    .append("COMMENT ON TABLE " + quoted(name) + " IS " + literal(value) + ';')
                    .append("COMMENT ON COLUMN " + quoted(name) + '.' + quoted(name) + " IS " + literal(value) + ';');
        }
        database.execute(statements.toString());
        return comments;
    }

    private Services services(Shell shell) {
        Map<String, String> environment =
                Map.of("SCHEMA_REGISTRY_HOME", shell.registryFolder().toString());
        return new Services(
                Places.of(Optional.empty(), Optional.empty(), environment, folder), environment, Clock.systemUTC());
    }

    private static String toolTexts(Services services, List<TableVersion> tables) {
        StringBuilder texts = new StringBuilder();
        for (TableVersion version : tables) {
            String table = version.ref().table().text();
            texts.append(services.tools()
                    .call(ToolTexts.DESCRIBE_TABLE, Map.of("source", "hostile", "table", table))
                    .text());
            texts.append(services.tools()
                    .call(
                            ToolTexts.SCHEMA_SUMMARY,
                            Map.of("tables", List.of(version.ref().text())))
                    .text());
        }
        texts.append(services.tools().call(ToolTexts.LIST_SOURCES, Map.of()).text());
        texts.append(services.tools()
                .call(ToolTexts.SCHEMA_CHANGES, Map.of("max_tokens", 8000))
                .text());
        texts.append(services.tools()
                .call(ToolTexts.SEARCH_SCHEMA, Map.of("words", "system"))
                .text());
        return texts.toString();
    }

    /** Nothing that moves a cursor, changes colours, or turns the direction of writing. */
    private static void assertNoRawControls(String where, String text) {
        String raw = text.codePoints()
                .filter(c -> c != '\n' && c != '\t' && c != '\r')
                .filter(c -> Character.getType(c) == Character.CONTROL || (c >= 0x202A && c <= 0x202E))
                .mapToObj(Character::getName)
                .distinct()
                .collect(Collectors.joining(", "));
        assertThat(raw).as("raw control characters in the " + where).isEmpty();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
