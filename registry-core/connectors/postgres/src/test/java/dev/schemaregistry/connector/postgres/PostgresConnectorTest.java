package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.ForeignKey.Action;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Index.Part;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class PostgresConnectorTest {
    @Test
    void keysAreRead() throws Exception {
        try (PostgresSource source = PostgresSource.with("CREATE TABLE t (a int, b text, c int, d int,"
                + " CONSTRAINT whole PRIMARY KEY (b, a) DEFERRABLE INITIALLY DEFERRED,"
                + " CONSTRAINT one UNIQUE (c) DEFERRABLE, CONSTRAINT two UNIQUE NULLS NOT DISTINCT (d, c))")) {
            Table table = source.table("t");
            assertThat(table.primaryKey())
                    .contains(new Key("whole", List.of("b", "a"), true, Deferral.INITIALLY_DEFERRED));
            assertThat(table.uniqueKeys())
                    .containsExactly(
                            new Key("one", List.of("c"), true, Deferral.INITIALLY_IMMEDIATE),
                            new Key("two", List.of("d", "c"), false, Deferral.NOT_DEFERRABLE));
        }
    }

    @Test
    void referencesAreReadAcrossSchemas() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.parent (a int, b text, c int UNIQUE, PRIMARY KEY (b, a))",
                "CREATE TABLE child (x int, y text, z int,"
                        + " CONSTRAINT pair FOREIGN KEY (y, x) REFERENCES sales.parent MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE,"
                        + " CONSTRAINT single FOREIGN KEY (z) REFERENCES sales.parent (c) ON DELETE SET DEFAULT ON UPDATE RESTRICT"
                        + " DEFERRABLE INITIALLY DEFERRED)")) {
            TableName parent = new TableName("sales", "parent");
            assertThat(source.table("child").foreignKeys())
                    .containsExactly(
                            new ForeignKey(
                                    "pair",
                                    List.of("y", "x"),
                                    parent,
                                    List.of("b", "a"),
                                    Action.SET_NULL,
                                    Action.CASCADE,
                                    true,
                                    Deferral.NOT_DEFERRABLE),
                            new ForeignKey(
                                    "single",
                                    List.of("z"),
                                    parent,
                                    List.of("c"),
                                    Action.SET_DEFAULT,
                                    Action.RESTRICT,
                                    false,
                                    Deferral.INITIALLY_DEFERRED));
        }
    }

    @Test
    void checksAndExclusionsAreRead() throws Exception {
        try (PostgresSource source = PostgresSource.with("CREATE TABLE t (price numeric, span int4range,"
                + " CONSTRAINT positive CHECK (price > 0), CONSTRAINT apart EXCLUDE USING gist (span WITH &&))")) {
            assertThat(source.table("t").checks())
                    .containsExactly(
                            new Check("apart", "EXCLUDE USING gist (span WITH &&)"),
                            new Check("positive", "CHECK ((price > (0)::numeric))"));
        }
    }

    @Test
    void indexesAreRead() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE TABLE t (id int, name text, price numeric, tags text[])",
                "CREATE INDEX mixed ON t (lower(name) DESC, price, (id + 1)) INCLUDE (tags) WHERE price > 5",
                "CREATE UNIQUE INDEX pattern ON t (name text_pattern_ops, id)",
                "CREATE INDEX by_tag ON t USING gin (tags)")) {
            assertThat(source.table("t").indexes())
                    .containsExactly(
                            new Index(
                                    "by_tag",
                                    List.of(Part.field("tags")),
                                    false,
                                    "gin",
                                    Optional.empty(),
                                    List.of(),
                                    Optional.of("CREATE INDEX by_tag ON public.t USING gin (tags)"),
                                    Map.of()),
                            new Index(
                                    "mixed",
                                    List.of(
                                            new Part("lower(name)", true, true),
                                            Part.field("price"),
                                            Part.expression("((id + 1))")),
                                    false,
                                    "btree",
                                    Optional.of("(price > (5)::numeric)"),
                                    List.of("tags"),
                                    Optional.of("CREATE INDEX mixed ON public.t USING btree (lower(name) DESC, price,"
                                            + " ((id + 1))) INCLUDE (tags) WHERE (price > (5)::numeric)"),
                                    Map.of()),
                            new Index(
                                    "pattern",
                                    List.of(Part.field("name"), Part.field("id")),
                                    true,
                                    "btree",
                                    Optional.empty(),
                                    List.of(),
                                    Optional.of("CREATE UNIQUE INDEX pattern ON public.t USING btree"
                                            + " (name text_pattern_ops, id)"),
                                    Map.of("operator_classes", "text_pattern_ops")));
        }
    }

    @Test
    void fieldsAreRead() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE TABLE t (gone int, id int GENERATED ALWAYS AS IDENTITY, other int GENERATED BY DEFAULT AS IDENTITY,"
                        + " price numeric DEFAULT 1.5, doubled numeric GENERATED ALWAYS AS (price * 2) STORED,"
                        + " word text COLLATE \"C\" NOT NULL DEFAULT 'a, b'::text, place text DEFAULT current_user)",
                "ALTER TABLE t DROP COLUMN gone",
                "COMMENT ON TABLE t IS 'what we sell'",
                "COMMENT ON COLUMN t.price IS E'gross\\nin euros'")) {
            Table table = source.table("t");
            assertThat(table.fields().stream().map(Field::name))
                    .containsExactly("id", "other", "price", "doubled", "word", "place");
            assertThat(table.comment()).contains("what we sell");
            assertThat(field(table, "id").generation()).isEqualTo(Generation.of(Generation.Kind.IDENTITY_ALWAYS));
            assertThat(field(table, "id").stableId()).contains("2");
            assertThat(field(table, "other").generation())
                    .isEqualTo(Generation.of(Generation.Kind.IDENTITY_BY_DEFAULT));
            assertThat(field(table, "price").defaultExpression()).contains("1.5");
            assertThat(field(table, "price").comment()).contains("gross\nin euros");
            assertThat(field(table, "doubled").generation())
                    .isEqualTo(Generation.computed(Generation.Kind.STORED, "(price * (2)::numeric)"));
            assertThat(field(table, "doubled").defaultExpression()).isEmpty();
            assertThat(field(table, "word").nullable()).isFalse();
            assertThat(field(table, "word").properties()).containsExactly(entry("collation", "\"C\""));
            assertThat(field(table, "place").defaultExpression()).contains("CURRENT_USER");
        }
    }

    @Test
    void everyKindOfRelationIsRead() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE TABLE plain (id int, at date)",
                "CREATE VIEW seen WITH (security_barrier) AS SELECT id FROM plain WHERE id > 1",
                "CREATE MATERIALIZED VIEW kept AS SELECT id FROM plain",
                "CREATE UNIQUE INDEX kept_once ON kept (id)",
                "CREATE UNLOGGED TABLE fast (id int)",
                "ALTER TABLE fast ENABLE ROW LEVEL SECURITY",
                "CREATE TABLE heir (more int) INHERITS (plain)",
                "CREATE TABLE whole (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
                "CREATE TABLE part_1 PARTITION OF whole FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE TABLE refers (id int, at date, FOREIGN KEY (id, at) REFERENCES whole)",
                "CREATE EXTENSION file_fdw",
                "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
                "CREATE FOREIGN TABLE far (line text) SERVER files OPTIONS (filename '/c4n4ry')",
                "CREATE TYPE row_type AS (a int)",
                "CREATE TABLE typed OF row_type",
                "CREATE TEMP TABLE short_lived (a int)")) {
            Snapshot snapshot = source.discover();
            assertThat(snapshot.tables().stream().map(table -> table.name() + " " + table.kind()))
                    .containsExactly(
                            "far FOREIGN_TABLE",
                            "fast TABLE",
                            "heir TABLE",
                            "kept MATERIALIZED_VIEW",
                            "part_1 TABLE",
                            "plain TABLE",
                            "refers TABLE",
                            "seen VIEW",
                            "typed TABLE",
                            "whole PARTITIONED_TABLE");
            assertThat(snapshot.toString()).doesNotContain("c4n4ry");
            assertThat(properties(snapshot, "far")).containsExactly(entry("foreign_server", "files"));
            assertThat(properties(snapshot, "fast"))
                    .containsExactly(entry("persistence", "unlogged"), entry("row_security", "enabled"));
            assertThat(properties(snapshot, "heir")).containsExactly(entry("inherits", "plain"));
            assertThat(properties(snapshot, "seen")).containsExactly(entry("options", "security_barrier=true"));
            assertThat(properties(snapshot, "typed")).containsExactly(entry("of_type", "public.row_type"));
            assertThat(properties(snapshot, "whole")).containsExactly(entry("partition_key", "RANGE (at)"));
            assertThat(properties(snapshot, "part_1"))
                    .containsExactly(
                            entry("partition_bound", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"),
                            entry("partition_of", "whole"));
            assertThat(table(snapshot, "seen").definition())
                    .hasValueSatisfying(definition -> assertThat(definition).contains("FROM public.plain"));
            assertThat(table(snapshot, "kept").indexes()).hasSize(1);
            assertThat(table(snapshot, "refers").foreignKeys()).hasSize(1);
        }
    }

    @Test
    void theDefaultNamespaceIsLeftOutOfNames() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.t (a int)",
                "CREATE TABLE t (a int)",
                "CREATE TABLE \"a.b\" (a int)")) {
            assertThat(names(source.discover())).containsExactly("\"a.b\"", "t", "sales.t");
            try (SourceConnector connector = source.open(source.reader(), Map.of("default_namespace", "sales"))) {
                Snapshot snapshot = connector.discover();
                assertThat(names(snapshot)).containsExactly("t", "public.\"a.b\"", "public.t");
                assertThat(snapshot.defaultNamespace()).isEqualTo("sales");
            }
        }
    }

    @Test
    void whatAnExtensionOwnsIsLeftOut() throws Exception {
        try (PostgresSource source =
                PostgresSource.with("CREATE EXTENSION pg_stat_statements", "CREATE TABLE t (a int)")) {
            assertThat(names(source.discover())).containsExactly("t");
        }
    }

    @Test
    void aRenamedFieldKeepsItsStableId() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            Optional<String> before = field(source.table("customers"), "city").stableId();
            source.execute("ALTER TABLE customers RENAME COLUMN city TO town");
            assertThat(field(source.table("customers"), "town").stableId()).isEqualTo(before);
        }
    }

    @Test
    void aRoleWithoutAnyPrivilegeSeesTheSchemaAllTheSame() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute(
                    "CREATE SCHEMA closed",
                    "CREATE TABLE closed.t (a int)",
                    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + source.reader(),
                    "REVOKE ALL ON SCHEMA public FROM PUBLIC");
            Snapshot snapshot = source.discover();
            assertThat(names(snapshot)).containsExactly("customers", "orders", "parisians", "secrets", "closed.t");
            assertThat(snapshot.gaps()).extracting(Snapshot.Gap::namespace).containsExactly("", "closed");
            assertThat(snapshot.gaps())
                    .allSatisfy(gap -> assertThat(gap.reason()).contains("lacks USAGE on schema \""));
            assertThat(snapshot.warnings()).isEmpty();
            assertThat(snapshot.tables())
                    .allSatisfy(table -> assertThat(table.properties()).containsEntry("readable", "false"));
        }
    }

    @Test
    void aSchemaIsClosedWhenNotOneTableMayBeRead() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute("REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM " + source.reader());
            assertThat(source.discover().gaps())
                    .singleElement()
                    .satisfies(
                            gap -> assertThat(gap.reason()).contains("lacks SELECT on any table of schema \"public\""));
            source.execute("GRANT SELECT (id) ON orders TO " + source.reader());
            assertThat(source.discover().isComplete()).isTrue();
            assertThat(source.discover().warnings()).singleElement().asString().contains("may not SELECT");
        }
    }

    private static Fingerprint mark(PostgresSource source) {
        try (SourceConnector connector = source.open()) {
            return connector.fingerprint();
        }
    }

    @Test
    void losingTheRightToReadIsSeen() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.table("orders").properties()).doesNotContainKey("readable");
            Fingerprint before = mark(source);
            source.execute("REVOKE SELECT ON orders FROM " + source.reader());
            assertThat(mark(source)).isNotEqualTo(before);
            assertThat(source.table("orders").properties()).containsEntry("readable", "false");
        }
    }

    @Test
    void aRoleThatMayDoTooMuchIsReported() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.discover().warnings()).isEmpty();

            source.execute("GRANT UPDATE ON orders TO " + source.reader());
            assertThat(source.discover().warnings()).singleElement().asString().contains("may write to \"orders\"");

            source.execute("ALTER TABLE orders OWNER TO " + source.reader());
            assertThat(source.discover().warnings()).singleElement().asString().contains("owns \"orders\"");

            source.execute("ALTER TABLE orders OWNER TO postgres");
            source.execute("ALTER ROLE " + source.reader() + " CREATEROLE BYPASSRLS REPLICATION");
            source.execute("GRANT pg_read_server_files TO " + source.reader());
            assertThat(source.discover().warnings())
                    .anySatisfy(warning ->
                            assertThat(warning).contains("CREATEROLE, REPLICATION, BYPASSRLS, pg_read_server_files"));

            try (SourceConnector connector = source.open("postgres", Map.of())) {
                assertThat(connector.discover().warnings())
                        .singleElement()
                        .asString()
                        .contains("superuser");
            }
        }
    }

    @Test
    void aWarningIsOneHarmlessLine() throws Exception {
        try (PostgresSource source =
                PostgresSource.with("CREATE TABLE plain (a int)", "CREATE TABLE \"red\u001b[31m\nalert\" (a int)")) {
            source.execute("REVOKE ALL ON \"red\u001b[31m\nalert\" FROM " + source.reader());
            assertThat(source.discover().warnings())
                    .singleElement()
                    .asString()
                    .contains("red [31m alert")
                    .doesNotContainPattern("\\p{Cntrl}");
            source.execute("CREATE SCHEMA \"red\u001b[31m\nalert\"", "CREATE TABLE \"red\u001b[31m\nalert\".t (a int)");
            assertThat(source.discover().gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.namespace()).isEqualTo("red\u001b[31m\nalert");
                assertThat(gap.reason()).contains("red [31m alert").doesNotContainPattern("\\p{Cntrl}");
            });
        }
    }

    @Test
    void aLostConnectionIsReplaced() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                SourceConnector connector = source.open()) {
            Fingerprint before = connector.fingerprint();
            source.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + source.reader() + "'");
            assertThat(connector.fingerprint()).isEqualTo(before);
        }
    }

    @Test
    void aLockThatSomebodyHoldsIsNotWaitedForForever() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                SourceConnector connector = source.open(source.reader(), Map.of("lock_timeout", "200"));
                Connection other = source.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("ALTER VIEW parisians ALTER COLUMN id SET DEFAULT 1");
            assertThatThrownBy(connector::discover)
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_TIMEOUT);
            other.rollback();
            assertThat(connector.discover().tables()).isNotEmpty();
        }
    }

    @Test
    void theSessionCanOnlyRead() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                Connection connection = connections(source).open();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE made (a int)"))
                    .hasMessageContaining("read-only transaction");
        }
    }

    private static PostgresConnections connections(PostgresSource source) {
        return new PostgresConnections(
                PostgresSettings.of(Map.of(
                        "host",
                        source.database().host(),
                        "port",
                        Integer.toString(source.database().port()),
                        "database",
                        source.database().name(),
                        "user",
                        "postgres")),
                reference -> {
                    throw new AssertionError(reference);
                });
    }

    @Test
    void refusalsOfTheServerHaveTheirCodes() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertFails(source, "nobody_of_that_name", Map.of(), ErrorCode.SOURCE_DENIED);
            source.execute("ALTER ROLE " + source.reader() + " NOLOGIN");
            assertFails(source, source.reader(), Map.of(), ErrorCode.SOURCE_DENIED);
            source.execute("ALTER DATABASE " + source.database().name() + " CONNECTION LIMIT 0");
            source.execute("ALTER ROLE " + source.reader() + " LOGIN");
            assertFails(source, source.reader(), Map.of(), ErrorCode.SOURCE_UNREACHABLE);
        }
    }

    @Test
    void thePasswordIsInNoLog() throws Exception {
        StringBuilder log = new StringBuilder();
        Logger driver = Logger.getLogger("org.postgresql");
        Handler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                log.append(line.getMessage()).append(Arrays.toString(line.getParameters()));
            }
        };
        handler.setLevel(Level.ALL);
        driver.setLevel(Level.ALL);
        driver.addHandler(handler);
        Map<String, String> settings = Map.of("password", "env:SHOP_PASSWORD");
        try (PostgresSource source = PostgresSource.shop();
                SourceConnector connector = source.open(source.reader(), settings)) {
            connector.discover();
            assertThat(log.toString()).contains(source.reader()).doesNotContain("resolved env:SHOP_PASSWORD");
        } finally {
            driver.removeHandler(handler);
            driver.setLevel(null);
        }
    }

    private static void assertFails(PostgresSource source, String user, Map<String, String> settings, ErrorCode code) {
        try (SourceConnector connector = source.open(user, settings)) {
            assertThatThrownBy(connector::fingerprint)
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(code);
        }
    }

    private static List<String> names(Snapshot snapshot) {
        return snapshot.tables().stream().map(table -> table.name().text()).toList();
    }

    private static Map<String, String> properties(Snapshot snapshot, String name) {
        return table(snapshot, name).properties();
    }

    private static Table table(Snapshot snapshot, String name) {
        return snapshot.tables().stream()
                .filter(table -> table.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Field field(Table table, String name) {
        return table.findField(name).orElseThrow();
    }
}
