package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EvaluationData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a snapshot says of columns, keys, references and indexes is what SQLite's own pragmas say, asked table by table, which the
 * connector does not do.
 *
 * <p>One difference is meant: the key that is the row number itself is never null, though its column is not declared so.
 */
class PragmaFactsTest {
    private static final Map<Generation.Kind, String> HIDDEN =
            Map.of(Generation.Kind.VIRTUAL, "2", Generation.Kind.STORED, "3");

    @TempDir
    Path folder;

    @Test
    void everyKindOfTableIsReadAsThePragmasTell() throws Exception {
        Path file = folder.resolve("kinds.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "CREATE TABLE parent (a INT, b TEXT NOT NULL, c TEXT UNIQUE, PRIMARY KEY (b, a))",
                    "CREATE TABLE \"the child\" (id INTEGER PRIMARY KEY AUTOINCREMENT, x INT DEFAULT 7, y TEXT DEFAULT 'a''b',"
                            + " z TEXT DEFAULT (lower('Z')), t DATETIME DEFAULT CURRENT_TIMESTAMP, d DECIMAL(10, 2), n,"
                            + " twice INT AS (x * 2) STORED, half REAL GENERATED ALWAYS AS (x / 2.0) VIRTUAL,"
                            + " FOREIGN KEY (y, x) REFERENCES PARENT ON DELETE SET NULL ON UPDATE CASCADE,"
                            + " FOREIGN KEY (z) REFERENCES parent (c) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,"
                            + " UNIQUE (x, z))",
                    "CREATE TABLE strict_one (id INTEGER PRIMARY KEY, i INT NOT NULL, b BLOB, a ANY) STRICT",
                    "CREATE TABLE compact (k TEXT, part INT, v TEXT, PRIMARY KEY (part, k)) WITHOUT ROWID",
                    "CREATE INDEX plain ON \"the child\" (y, x DESC)",
                    "CREATE UNIQUE INDEX once ON compact (v) WHERE v IS NOT NULL",
                    "CREATE INDEX expression ON \"the child\" (lower(y), x)",
                    "CREATE VIEW seen AS SELECT id, y AS why FROM \"the child\"",
                    "CREATE VIRTUAL TABLE texts USING fts5(body, title)")) {
                statement.executeUpdate(sql);
            }
        }
        assertThat(compare(file)).isGreaterThan(30);
    }

    @Test
    void aRealFileIsReadAsThePragmasTell() throws Exception {
        Path copy = folder.resolve("chinook.db");
        Files.copy(EvaluationData.require("ddl/chinook/Chinook_Sqlite.sqlite"), copy);
        assertThat(compare(copy)).isGreaterThan(80);
    }

    private static int compare(Path file) throws SQLException {
        NavigableSet<String> told = new TreeSet<>();
        try (SourceConnector connector = SqliteSource.open(file)) {
            Snapshot snapshot = connector.discover();
            snapshot.tables().forEach(table -> add(told, table));
        }
        NavigableSet<String> truth = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            List<Map<String, String>> tables = ask(connection, "PRAGMA main.table_list");
            for (Map<String, String> table : tables) {
                boolean ours = !table.get("name").startsWith("sqlite_")
                        && !table.get("type").equals("shadow");
                if (ours && table.get("schema").equals("main")) {
                    addTruth(truth, connection, table);
                }
            }
        }
        Set<String> lost = new TreeSet<>(truth);
        lost.removeAll(told);
        assertThat(lost).as("lost or misread").isEmpty();
        told.removeAll(truth);
        assertThat(told).as("told, but not true").isEmpty();
        return truth.size();
    }

    private static void addTruth(Set<String> facts, Connection connection, Map<String, String> table)
            throws SQLException {
        String name = table.get("name");
        facts.add("table~" + name + '~' + table.get("wr") + '~' + table.get("strict"));
        List<Map<String, String>> columns = ask(connection, "PRAGMA table_xinfo(" + quoted(name) + ')');
        long keyColumns =
                columns.stream().filter(column -> !column.get("pk").equals("0")).count();
        int place = 0;
        for (Map<String, String> column : columns) {
            boolean rowNumber = keyColumns == 1
                    && !column.get("pk").equals("0")
                    && column.get("type").equals("INTEGER");
            if (!column.get("hidden").equals("1")) {
                facts.add(String.join(
                        "~",
                        "column",
                        name,
                        Integer.toString(place++),
                        column.get("name"),
                        column.get("type"),
                        rowNumber ? "0" : column.get("notnull"),
                        column.get("pk"),
                        column.get("dflt_value"),
                        column.get("hidden")));
            }
        }
        Map<String, List<Map<String, String>>> references =
                ask(connection, "PRAGMA foreign_key_list(" + quoted(name) + ')').stream()
                        .collect(Collectors.groupingBy(row -> row.get("id"), TreeMap::new, Collectors.toList()));
        for (List<Map<String, String>> parts : references.values()) {
            Map<String, String> first = parts.get(0);
            List<String> to = new ArrayList<>();
            for (Map<String, String> part : parts) {
                to.add(
                        part.get("to").isEmpty()
                                ? keyPart(connection, first.get("table"), to.size() + 1)
                                : part.get("to"));
            }
            facts.add(String.join(
                    "~",
                    "reference",
                    name,
                    parts.stream().map(part -> part.get("from")).collect(Collectors.joining(",")),
                    first.get("table").toLowerCase(Locale.ROOT),
                    String.join(",", to),
                    first.get("on_update"),
                    first.get("on_delete")));
        }
        for (Map<String, String> index : ask(connection, "PRAGMA index_list(" + quoted(name) + ')')) {
            String parts = ask(connection, "PRAGMA index_xinfo(" + quoted(index.get("name")) + ')').stream()
                    .filter(part -> part.get("key").equals("1"))
                    .map(part -> (part.get("cid").equals("-2") ? "*" : part.get("name")) + ' ' + part.get("desc"))
                    .collect(Collectors.joining(","));
            facts.add(String.join(
                    "~", "index", name, index.get("name"), index.get("unique"), index.get("partial"), parts));
        }
    }

    /** A reference without columns means the primary key of the other table. */
    private static String keyPart(Connection connection, String table, int part) throws SQLException {
        return ask(connection, "PRAGMA table_info(" + quoted(table) + ')').stream()
                .filter(column -> column.get("pk").equals(Integer.toString(part)))
                .map(column -> column.get("name"))
                .findFirst()
                .orElse("?");
    }

    private static void add(Set<String> facts, Table table) {
        String name = table.name().name();
        facts.add("table~" + name + '~' + flag(table.properties().containsKey("without_rowid")) + '~'
                + flag(table.properties().containsKey("strict")));
        List<String> key = table.primaryKey().map(primary -> primary.fields()).orElse(List.of());
        for (int place = 0; place < table.fields().size(); place++) {
            Field field = table.fields().get(place);
            boolean rowNumber =
                    key.equals(List.of(field.name())) && field.nativeType().equals("INTEGER");
            facts.add(String.join(
                    "~",
                    "column",
                    name,
                    Integer.toString(place),
                    field.name(),
                    field.nativeType(),
                    flag(!field.nullable() && !rowNumber),
                    Integer.toString(key.indexOf(field.name()) + 1),
                    field.defaultExpression().orElse(""),
                    HIDDEN.getOrDefault(field.generation().kind(), "0")));
        }
        for (ForeignKey reference : table.foreignKeys()) {
            facts.add(String.join(
                    "~",
                    "reference",
                    name,
                    String.join(",", reference.fields()),
                    reference.referencedTable().name().toLowerCase(Locale.ROOT),
                    String.join(",", reference.referencedFields()),
                    reference.onUpdate().name().replace('_', ' '),
                    reference.onDelete().name().replace('_', ' ')));
        }
        for (Index index : table.indexes()) {
            String parts = index.parts().stream()
                    .map(part -> (part.expression() ? "*" : part.text()) + ' ' + flag(part.descending()))
                    .collect(Collectors.joining(","));
            facts.add(String.join(
                    "~",
                    "index",
                    name,
                    index.name(),
                    flag(index.unique()),
                    flag(index.predicate().isPresent()),
                    parts));
        }
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }

    private static List<Map<String, String>> ask(Connection connection, String pragma) throws SQLException {
        List<Map<String, String>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(pragma)) {
            while (rows.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    row.put(rows.getMetaData().getColumnName(i), value == null ? "" : value);
                }
                found.add(row);
            }
        }
        return found;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
