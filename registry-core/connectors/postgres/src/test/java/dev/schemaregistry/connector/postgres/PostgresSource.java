package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.testkit.SourceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A database of its own, and a role that may read it and nothing else. */
final class PostgresSource implements SourceUnderTest, DryRunQueries {
    private static final SourceId ID = new SourceId("shop");

    private final EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
    private final Database database;
    private final String reader;
    private Optional<SilentServer> silent = Optional.empty();

    private PostgresSource() throws SQLException {
        database = server.createDatabase();
        reader = server.newName("reader");
        execute("CREATE ROLE " + reader + " LOGIN");
        execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + reader);
        execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + reader);
    }

    static PostgresSource with(String... statements) throws SQLException {
        PostgresSource source = new PostgresSource();
        source.execute(statements);
        return source;
    }

    static PostgresSource shop() throws SQLException {
        PostgresSource source = shopWithoutPush();
        source.administrator().pushSetup().orElseThrow().install();
        return source;
    }

    /** As a database is before anybody installed something for the watcher. */
    static PostgresSource shopWithoutPush() throws SQLException {
        return with(
                "CREATE TABLE customers (id int PRIMARY KEY, name varchar(40) NOT NULL, city text)",
                "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, amount numeric(10,2))",
                "CREATE INDEX orders_by_customer ON orders (customer_id)",
                "CREATE TABLE secrets (id int, word text)",
                "CREATE SEQUENCE tickets",
                "CREATE VIEW parisians AS SELECT id, name FROM customers WHERE city = 'Paris'",
                "INSERT INTO customers VALUES (1, 'Ada', 'Paris'), (2, 'Bob', 'Oslo')",
                "INSERT INTO orders VALUES (10, 1, 9.5)");
    }

    Database database() {
        return database;
    }

    String reader() {
        return reader;
    }

    /** Runs statements as the superuser, each in a transaction of its own. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of a query's first row, as the superuser. */
    String ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    SourceConnector open(String user, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("host", database.host());
        settings.put("port", Integer.toString(database.port()));
        settings.put("database", database.name());
        settings.put("user", user);
        return open(settings);
    }

    static SourceConnector open(Map<String, String> settings) {
        return new PostgresConnectorFactory().open(ID, settings, reference -> Secret.of("resolved " + reference));
    }

    /** A connector that is the superuser. */
    SourceConnector administrator() {
        return open("postgres", Map.of());
    }

    DryRunReport dryRun(String query) {
        try (SourceConnector connector = open()) {
            return connector.dryRunner().orElseThrow().dryRun(query, Limits.DEFAULT);
        }
    }

    Snapshot discover() {
        try (SourceConnector connector = open()) {
            return connector.discover();
        }
    }

    /** The table of that name in its text form. */
    Table table(String name) {
        return discover().tables().stream()
                .filter(table -> table.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public SourceConnector open() {
        return open(reader, Map.of());
    }

    @Override
    public SourceConnector openDead() {
        try {
            return openAt(SilentServer.closedPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<SourceConnector> openSilent() throws IOException {
        silent = Optional.of(SilentServer.start());
        return Optional.of(openAt(silent.get().port()));
    }

    private static SourceConnector openAt(int port) {
        return open(Map.of(
                "host", "127.0.0.1", "port", Integer.toString(port), "database", "shop", "connect_timeout", "2"));
    }

    @Override
    public TableName table() {
        return TableName.of("customers");
    }

    @Override
    public void addField(String name) throws SQLException {
        execute("ALTER TABLE customers ADD COLUMN " + name + " text");
    }

    @Override
    public void addRows() throws SQLException {
        execute(
                "INSERT INTO customers SELECT g, 'customer ' || g FROM generate_series(100, 5000) g",
                "ANALYZE",
                "VACUUM FULL customers",
                "REINDEX TABLE orders",
                "TRUNCATE orders");
    }

    @Override
    public TableName renameTable() throws SQLException {
        execute("ALTER TABLE customers RENAME TO clients");
        return TableName.of("clients");
    }

    @Override
    public void removeTable() throws SQLException {
        execute("DROP TABLE customers CASCADE");
    }

    @Override
    public String everything() throws SQLException {
        List<String> facts = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            add(
                    facts,
                    statement,
                    "SELECT oid, relname, relkind, relfilenode FROM pg_class WHERE oid >= 16384 ORDER BY 1");
            add(facts, statement, "SELECT count(*) FROM pg_largeobject_metadata");
            for (String table : names(statement, 'r')) {
                add(facts, statement, "SELECT x::text FROM public." + table + " x ORDER BY 1");
            }
            for (String sequence : names(statement, 'S')) {
                add(facts, statement, "SELECT last_value, is_called FROM public." + sequence);
            }
        }
        return String.join("\n", facts);
    }

    private static List<String> names(Statement statement, char kind) throws SQLException {
        List<String> names = new ArrayList<>();
        add(
                names,
                statement,
                "SELECT quote_ident(relname) FROM pg_class WHERE relkind = '" + kind
                        + "' AND relnamespace = 'public'::regnamespace ORDER BY 1");
        return names;
    }

    private static void add(List<String> facts, Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringBuilder fact = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    fact.append(i == 1 ? "" : " | ").append(rows.getString(i));
                }
                facts.add(fact.toString());
            }
        }
    }

    @Override
    public boolean hasStableIds() {
        return true;
    }

    @Override
    public boolean canDryRun() {
        return true;
    }

    @Override
    public boolean canWatch() {
        return true;
    }

    @Override
    public boolean canProfile() {
        return true;
    }

    @Override
    public TableName addValues() throws SQLException {
        execute(
                "CREATE TABLE parcels (id int PRIMARY KEY, region text, contact_email text, label varchar(40))",
                "INSERT INTO parcels SELECT g, CASE WHEN g <= 30 THEN 'north' ELSE 'southwest' END,"
                        + " 'ada' || g || '@example.org', 'parcel ' || g FROM generate_series(1, 40) g",
                "ANALYZE parcels");
        return TableName.of("parcels");
    }

    @Override
    public String right() {
        return "SELECT c.name, sum(o.amount) AS total FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY 1;";
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
                "INSERT INTO orders VALUES (77)",
                "INSERT INTO orders VALUES (77) RETURNING id",
                "UPDATE orders SET amount = 0 RETURNING *",
                "DELETE FROM orders",
                "MERGE INTO orders o USING customers c ON c.id = o.id WHEN MATCHED THEN DELETE",
                "WITH d AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM d",
                "WITH s AS (SELECT 1 AS x) DELETE FROM orders USING s",
                "SELECT id INTO TEMP t FROM customers",
                "SELECT 1 AS a INTO made_by_select",
                "CREATE TABLE made AS SELECT * FROM customers",
                "SELECT 1; DROP TABLE orders",
                "SELECT 1; DROP TABLE orders;",
                "COMMIT; DELETE FROM orders",
                "END; TRUNCATE orders; --",
                "SELECT $a$ -- $a$ ; DELETE FROM orders",
                "SELECT U&'\\0027'; DELETE FROM orders; --'",
                "SELECT E'\\''; DELETE FROM orders; --'",
                "SELECT '\0'; DELETE FROM orders",
                "SELECT 'a\0b'",
                "ANALYZE true) DELETE FROM orders",
                "EXPLAIN ANALYZE DELETE FROM orders",
                "SELECT * FROM orders FOR UPDATE",
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM orders FOR SHARE)",
                "COPY orders TO STDOUT",
                "COPY orders TO PROGRAM 'cat'",
                "LOCK TABLE orders",
                "SET default_transaction_read_only = off",
                "RESET ALL",
                "SHOW server_version",
                "PREPARE p AS DELETE FROM orders",
                "EXECUTE p",
                "DO $$BEGIN DELETE FROM orders; END$$",
                "CALL nothing()",
                "DECLARE c CURSOR FOR SELECT 1",
                "NOTIFY somebody",
                "VACUUM orders",
                "CHECKPOINT",
                "BEGIN",
                "ROLLBACK");
    }

    @Override
    public void close() throws IOException, SQLException {
        if (silent.isPresent()) {
            silent.get().close();
        }
        String name = database.name();
        try (Connection connection = new Database(database.host(), database.port(), "postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            statement.execute("DROP ROLE " + reader);
        }
    }
}
