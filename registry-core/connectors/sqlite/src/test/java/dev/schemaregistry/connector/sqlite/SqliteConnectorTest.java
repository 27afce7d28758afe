package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.ForeignKey.Action;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Index.Part;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EvaluationData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SqliteConnectorTest {
    @Test
    void keysAndReferencesAreRead() throws Exception {
        try (SqliteSource source = SqliteSource.with(
                "CREATE TABLE parent (a INT, b TEXT, c TEXT UNIQUE, PRIMARY KEY (b, a))",
                "CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, x INT, y TEXT, z TEXT,"
                        + " FOREIGN KEY (y, x) REFERENCES PARENT ON DELETE SET NULL ON UPDATE CASCADE,"
                        + " FOREIGN KEY (z) REFERENCES parent (c) ON DELETE RESTRICT, UNIQUE (x, z))",
                "CREATE TABLE dangling (p INT REFERENCES nowhere)")) {
            Table child = table(source, "child");
            assertThat(table(source, "parent").primaryKey()).contains(Key.of("", "b", "a"));
            assertThat(table(source, "parent").uniqueKeys()).containsExactly(Key.of("", "c"));
            assertThat(child.primaryKey()).contains(Key.of("", "id"));
            assertThat(child.uniqueKeys()).containsExactly(Key.of("", "x", "z"));
            assertThat(child.foreignKeys())
                    .containsExactlyInAnyOrder(
                            reference(List.of("y", "x"), List.of("b", "a"), Action.SET_NULL, Action.CASCADE),
                            reference(List.of("z"), List.of("c"), Action.RESTRICT, Action.NO_ACTION));
            assertThat(table(source, "dangling").foreignKeys()).isEmpty();
            assertThat(table(source, "dangling").properties())
                    .containsExactly(entry("dangling_reference.p", "nowhere"));
        }
    }

    private static ForeignKey reference(List<String> fields, List<String> to, Action onDelete, Action onUpdate) {
        return new ForeignKey(
                "", fields, TableName.of("parent"), to, onDelete, onUpdate, false, Deferral.NOT_DEFERRABLE);
    }

    @Test
    void fieldsAreRead() throws Exception {
        try (SqliteSource source = SqliteSource.with("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT,"
                + " name VARCHAR(40) NOT NULL DEFAULT 'x, y' COLLATE NOCASE,"
                + " doubled INT AS (price * 2) STORED, halved INT GENERATED ALWAYS AS ((price + 1) / 2) VIRTUAL,"
                + " price DECIMAL(10, 2) DEFAULT (1 + 2))")) {
            Table table = table(source, "t");
            assertThat(table.fields().stream().map(Field::name))
                    .containsExactly("id", "name", "doubled", "halved", "price");
            Field id = field(table, "id");
            assertThat(id.nullable()).isFalse();
            assertThat(id.generation()).isEqualTo(Generation.of(Generation.Kind.AUTO_INCREMENT));
            Field name = field(table, "name");
            assertThat(name.type()).isEqualTo(DataType.string(40));
            assertThat(name.nativeType()).isEqualTo("VARCHAR(40)");
            assertThat(name.nullable()).isFalse();
            assertThat(name.defaultExpression()).contains("'x, y'");
            assertThat(name.properties()).containsExactly(entry("collation", "NOCASE"));
            assertThat(field(table, "doubled").generation())
                    .isEqualTo(Generation.computed(Generation.Kind.STORED, "price * 2"));
            assertThat(field(table, "halved").generation())
                    .isEqualTo(Generation.computed(Generation.Kind.VIRTUAL, "(price + 1) / 2"));
            assertThat(field(table, "price").defaultExpression()).contains("1 + 2");
        }
    }

    @Test
    void onlyARowNumberIsNeverNull() throws Exception {
        try (SqliteSource source = SqliteSource.with(
                "CREATE TABLE numbered (id INTEGER PRIMARY KEY)",
                "CREATE TABLE quirk (id INTEGER PRIMARY KEY DESC)",
                "CREATE TABLE texts (id TEXT PRIMARY KEY)",
                "CREATE TABLE compact (id TEXT PRIMARY KEY) WITHOUT ROWID",
                "CREATE TABLE exact (id TEXT PRIMARY KEY, any_value ANY) STRICT")) {
            assertThat(field(table(source, "numbered"), "id").nullable()).isFalse();
            assertThat(field(table(source, "quirk"), "id").nullable()).isTrue();
            assertThat(field(table(source, "texts"), "id").nullable()).isTrue();
            assertThat(field(table(source, "compact"), "id").nullable()).isFalse();
            assertThat(table(source, "compact").properties()).containsExactly(entry("without_rowid", "true"));
            assertThat(table(source, "exact").properties()).containsExactly(entry("strict", "true"));
        }
    }

    @Test
    void indexesAreRead() throws Exception {
        String expression =
                "CREATE INDEX by_name ON t (lower(name) COLLATE BINARY DESC, price) WHERE price > 5 AND name <> ')'";
        try (SqliteSource source = SqliteSource.with(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, price REAL)",
                expression,
                "CREATE UNIQUE INDEX once ON t (price)")) {
            assertThat(table(source, "t").indexes())
                    .containsExactly(
                            new Index(
                                    "by_name",
                                    List.of(new Part("lower(name)", true, true), Part.field("price")),
                                    false,
                                    "btree",
                                    Optional.of("price > 5 AND name <> ')'"),
                                    List.of(),
                                    Optional.of(expression),
                                    Map.of()),
                            new Index(
                                    "once",
                                    List.of(Part.field("price")),
                                    true,
                                    "btree",
                                    Optional.empty(),
                                    List.of(),
                                    Optional.of("CREATE UNIQUE INDEX once ON t (price)"),
                                    Map.of()),
                            new Index(
                                    "sqlite_autoindex_t_1",
                                    List.of(Part.field("name")),
                                    true,
                                    "btree",
                                    Optional.empty(),
                                    List.of(),
                                    Optional.empty(),
                                    Map.of("constraint", "unique")));
        }
    }

    @Test
    void checksAndCommentsAreRead() throws Exception {
        try (SqliteSource source = SqliteSource.with("""
                CREATE TABLE t ( -- what we sell
                  price REAL CHECK (price > 0), -- gross, in euros
                  /* how many
                   * are left */
                  stock INT CONSTRAINT not_too_many CHECK (stock < 10 AND (stock > 1 OR price = 1)),
                  "check" TEXT DEFAULT 'CHECK (no)',
                  CONSTRAINT both CHECK (price < stock) CHECK (1)
                )
                """)) {
            Table table = table(source, "t");
            assertThat(table.checks())
                    .containsExactly(
                            new Check("", "CHECK (1)"),
                            new Check("", "CHECK (price > 0)"),
                            new Check("both", "CHECK (price < stock)"),
                            new Check("not_too_many", "CHECK (stock < 10 AND (stock > 1 OR price = 1))"));
            assertThat(table.comment()).contains("what we sell");
            assertThat(field(table, "price").comment()).contains("gross, in euros");
            assertThat(field(table, "stock").comment()).contains("how many are left");
            assertThat(field(table, "check").comment()).isEmpty();
        }
    }

    @Test
    void viewsAndVirtualTablesAreReadAndTheirStorageIsNot() throws Exception {
        try (SqliteSource source = SqliteSource.with(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE VIEW names (n) AS SELECT name FROM t WHERE name <> ' AS '",
                "CREATE VIRTUAL TABLE texts USING fts5(body, title)")) {
            Snapshot snapshot = discover(source);
            assertThat(snapshot.tables().stream().map(table -> table.name().text()))
                    .containsExactly("names", "t", "texts");
            Table view = table(source, "names");
            assertThat(view.kind()).isEqualTo(TableKind.VIEW);
            assertThat(view.definition()).contains("SELECT name FROM t WHERE name <> ' AS '");
            assertThat(field(view, "n").nativeType()).isEqualTo("TEXT");
            Table texts = table(source, "texts");
            assertThat(texts.kind()).isEqualTo(TableKind.VIRTUAL_TABLE);
            assertThat(texts.fields().stream().map(Field::name)).containsExactly("body", "title");
            assertThat(texts.properties()).containsExactly(entry("module", "fts5(body, title)"));
        }
    }

    @Test
    void whatIsBrokenIsListedAndSaysSo() throws Exception {
        try (SqliteSource source = SqliteSource.with(
                "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                "CREATE VIEW good AS SELECT id FROM t",
                "CREATE VIEW bad AS SELECT * FROM gone",
                "PRAGMA writable_schema = ON",
                "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
                        + " VALUES ('table', 'alien', 'alien', 0, 'CREATE VIRTUAL TABLE alien USING nomodule(a)')")) {
            assertThat(field(table(source, "good"), "id")).isNotNull();
            assertThat(table(source, "bad").properties()).containsExactly(entry("broken", "no such table: main.gone"));
            assertThat(table(source, "alien").properties())
                    .contains(entry("broken", "no such module: nomodule"), entry("module", "nomodule(a)"));
        }
    }

    @Test
    void rowsAreCountedCheaply() throws Exception {
        String numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n";
        try (SqliteSource source = SqliteSource.with(
                "CREATE TABLE small (i INT)",
                "CREATE TABLE large (i INT)",
                "CREATE TABLE \"odd \"\"name\" (rowid TEXT)",
                "INSERT INTO small " + String.format(numbers, 50),
                "INSERT INTO large " + String.format(numbers, 12_000))) {
            assertThat(rows(source, "small")).hasValue(50);
            assertThat(rows(source, "large")).hasValue(12_000);
            assertThat(rows(source, "odd \"name")).hasValue(0);
            source.execute("DELETE FROM small", "ANALYZE");
            assertThat(rows(source, "large")).hasValue(12_000);
        }
    }

    @Test
    void aRealFileIsReadWhole() throws Exception {
        Path chinook = EvaluationData.require("ddl/chinook/Chinook_Sqlite.sqlite");
        try (SourceConnector connector = SqliteSource.open(chinook)) {
            Snapshot snapshot = connector.discover();
            assertThat(snapshot.tables()).hasSize(11);
            assertThat(snapshot.tables().stream()
                            .mapToInt(table -> table.fields().size())
                            .sum())
                    .isEqualTo(64);
            assertThat(snapshot.tables().stream()
                            .mapToInt(table -> table.foreignKeys().size())
                            .sum())
                    .isEqualTo(11);
            assertThat(snapshot.tables())
                    .allSatisfy(table -> assertThat(table.primaryKey()).isPresent());
        }
    }

    private static OptionalLong rows(SqliteSource source, String name) {
        return discover(source).statistics().get(TableName.of(name)).rows();
    }

    private static Snapshot discover(SqliteSource source) {
        try (SourceConnector connector = source.open()) {
            return connector.discover();
        }
    }

    private static Table table(SqliteSource source, String name) {
        return discover(source).tables().stream()
                .filter(table -> table.name().equals(TableName.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private static Field field(Table table, String name) {
        return table.findField(name).orElseThrow();
    }
}
