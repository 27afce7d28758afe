package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.SourceUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A SQLite file of its own in a folder of its own. */
final class SqliteSource implements SourceUnderTest, DryRunQueries {
    private final Path folder;
    private final Path file;

    private SqliteSource(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("shop.db");
    }

    static SqliteSource with(String... statements) throws IOException, SQLException {
        SqliteSource source = new SqliteSource(Files.createTempDirectory("sqlite-source"));
        source.execute(statements);
        return source;
    }

    static SqliteSource shop() throws IOException, SQLException {
        return with(
                "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT)",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), amount REAL)",
                "CREATE INDEX orders_by_customer ON orders (customer_id)",
                "CREATE VIEW parisians AS SELECT id, name FROM customers WHERE city = 'Paris'",
                "INSERT INTO customers VALUES (1, 'Ada', 'Paris'), (2, 'Bob', 'Oslo')",
                "INSERT INTO orders VALUES (10, 1, 9.5)");
    }

    Path file() {
        return file;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    DryRunReport dryRun(String query) {
        try (SourceConnector connector = open()) {
            return connector.dryRunner().orElseThrow().dryRun(query, Limits.DEFAULT);
        }
    }

    @Override
    public SourceConnector open() {
        return open(file);
    }

    static SourceConnector open(Path path) {
        return new SqliteConnectorFactory()
                .open(new SourceId("shop"), Map.of("path", path.toString()), reference -> Secret.of("unused"));
    }

    @Override
    public SourceConnector openDead() {
        return open(folder.resolve("nowhere.db"));
    }

    @Override
    public Optional<SourceConnector> openSilent() {
        return Optional.empty();
    }

    @Override
    public TableName table() {
        return TableName.of("customers");
    }

    @Override
    public void addField(String name) throws SQLException {
        execute("ALTER TABLE customers ADD COLUMN " + name + " TEXT");
    }

    @Override
    public void addRows() throws SQLException {
        execute(
                "INSERT INTO customers (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                        + " SELECT 'customer ' || i FROM n",
                "ANALYZE",
                "VACUUM");
    }

    @Override
    public TableName renameTable() throws SQLException {
        execute("ALTER TABLE customers RENAME TO clients");
        return TableName.of("clients");
    }

    @Override
    public void removeTable() throws SQLException {
        execute("DROP TABLE customers");
    }

    @Override
    public String everything() throws IOException {
        StringBuilder out = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.sorted().toList()) {
                out.append(path.getFileName()).append(' ').append(Files.getLastModifiedTime(path));
                out.append(' ')
                        .append(Arrays.hashCode(Files.readAllBytes(path)))
                        .append('\n');
            }
        }
        return out.toString();
    }

    @Override
    public boolean hasStableIds() {
        return false;
    }

    @Override
    public boolean canDryRun() {
        return true;
    }

    @Override
    public boolean canWatch() {
        return false;
    }

    @Override
    public boolean canProfile() {
        return true;
    }

    @Override
    public TableName addValues() throws SQLException {
        execute(
                "CREATE TABLE parcels (id INTEGER PRIMARY KEY, region TEXT, contact_email TEXT, label VARCHAR(40))",
                "INSERT INTO parcels WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
                        + " SELECT i, CASE WHEN i <= 30 THEN 'north' ELSE 'southwest' END,"
                        + " 'ada' || i || '@example.org', 'parcel ' || i FROM n");
        return TableName.of("parcels");
    }

    @Override
    public String right() {
        return "SELECT c.name, sum(o.amount) AS total FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name;";
    }

    @Override
    public List<String> rightColumns() {
        return List.of("name", "total");
    }

    @Override
    public String unknownTable() {
        return "SELECT * FROM custmers";
    }

    @Override
    public String unknownField() {
        return "SELECT nmae FROM customers";
    }

    @Override
    public List<String> forbidden() {
        return List.of(
                "INSERT INTO orders (id) VALUES (77)",
                "WITH x AS (SELECT 1) INSERT INTO orders (id) SELECT 77 FROM x",
                "WITH x AS (SELECT 1) DELETE FROM orders",
                "UPDATE orders SET amount = 0 RETURNING id",
                "DROP TABLE orders",
                "CREATE TABLE made AS SELECT * FROM orders",
                "CREATE TEMP TABLE made (a)",
                "ALTER TABLE orders ADD COLUMN more TEXT",
                "SELECT 1; DELETE FROM orders",
                "SELECT 1; DELETE FROM orders;",
                "SELECT 1;-- x\nDELETE FROM orders",
                "SELECT [a;b] FROM (SELECT 1 AS [a;b]); DELETE FROM orders",
                "SELECT 1) UNION SELECT * FROM (SELECT 2",
                "SELECT 1\0; DELETE FROM orders",
                "PRAGMA user_version = 9",
                "PRAGMA journal_mode = WAL",
                "/* x */ PRAGMA table_info(orders)",
                "EXPLAIN DELETE FROM orders",
                "EXPLAIN SELECT 1",
                "ATTACH 'other.db' AS other",
                "VACUUM",
                "VACUUM INTO 'copy.db'",
                "ANALYZE",
                "REINDEX",
                "BEGIN EXCLUSIVE",
                "COMMIT",
                "SAVEPOINT s");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(folder);
    }
}
