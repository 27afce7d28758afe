package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Scalar;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.testkit.EvaluationData;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a snapshot says of columns, keys, checks, indexes, views and comments is what the server's own {@code information_schema} and
 * documented views say, read by statements that share nothing with the connector's.
 *
 * <p>Differences that are meant, each made equal here by name: the neutral string has one kind for {@code text}, {@code varchar},
 * {@code char}; {@code name} and {@code "char"} have lengths, which the standard's view leaves out; {@code json} and {@code jsonb} are
 * one kind. What an extension owns is left out. The standard's views tell constraints of one schema apart by name only, which is not
 * unique in PostgreSQL: references and checks whose names occur twice are left to the test against {@code pg_catalog}, and so are references to a unique
 * index that is no constraint, whose target those views do not tell.
 */
class InformationSchemaTest {
    private static final String TYPES = """
            CREATE SCHEMA area; CREATE SCHEMA "Other Area";
            CREATE TYPE area.mood AS ENUM ('sad', 'it''s ok', 'Grüße, "x"');
            CREATE TYPE area.spot AS (x int, label varchar(5), at timestamptz(3));
            CREATE DOMAIN area.positive AS numeric(9,3) DEFAULT 1 NOT NULL CHECK (VALUE > 0);
            CREATE TYPE area.span AS RANGE (subtype = float8);
            CREATE TABLE "Other Area".parent (a int, b text, c area.mood, PRIMARY KEY (a, b));
            CREATE TABLE wide (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, serial_id serial, small smallint, whole int NOT NULL DEFAULT 7,
              price numeric(10,2), rate numeric, digits numeric(5), r real, d double precision, yes boolean DEFAULT true,
              t text DEFAULT 'a''b', v varchar(40), v0 varchar, c char(3), n name, one "char", b bytea, u uuid DEFAULT gen_random_uuid(),
              j json, jb jsonb, day date, t0 time, t3 timetz(3), ts timestamp, tz timestamptz(0), every interval, short interval second(2),
              tags text[], grid int[][], prices numeric(6,1)[], moods area.mood[], spots area.spot[], m area.mood DEFAULT 'sad',
              p area.positive, s area.spot, f area.span, i int4range, mr nummultirange, bits bit(4), bv bit varying(9), ip inet,
              doc tsvector, pt point, x xml, o oid, twice int GENERATED ALWAYS AS (whole * 2) STORED, "Grüße ""q"" / x" text COLLATE "C",
              parent_a int, parent_b text, CONSTRAINT cross_schema FOREIGN KEY (parent_a, parent_b)
                REFERENCES "Other Area".parent (a, b) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
              CONSTRAINT sane CHECK (whole > 0 AND v <> 'x'), CONSTRAINT pair UNIQUE (v, c) DEFERRABLE);
            ALTER TABLE wide DROP COLUMN small;
            COMMENT ON TABLE wide IS 'wide "table"';
            COMMENT ON COLUMN wide.price IS 'in euro';
            CREATE INDEX by_expression ON wide (lower(t), whole DESC) WHERE yes;
            CREATE INDEX by_doc ON wide USING gin (doc);
            CREATE UNIQUE INDEX covering ON wide (v0) INCLUDE (t) WHERE v0 IS NOT NULL;
            CREATE TABLE parted (day date NOT NULL, n int) PARTITION BY RANGE (day);
            CREATE TABLE parted_2024 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
            CREATE FOREIGN TABLE away (id int NOT NULL, word varchar(9)) SERVER far;
            CREATE VIEW seen AS SELECT id, price, m FROM wide WHERE yes;
            COMMENT ON VIEW seen IS 'what is seen';
            CREATE MATERIALIZED VIEW kept AS SELECT whole, count(*) FROM wide GROUP BY whole;
            """;

    private static final String TRUTH = """
            WITH ours AS (SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_depend e
                WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')),
            shown AS (SELECT nspname AS table_schema, relname AS table_name FROM ours),
            columns AS (SELECT c.*, row_number() OVER (PARTITION BY table_schema, table_name ORDER BY ordinal_position) AS place
              FROM information_schema.columns c JOIN shown USING (table_schema, table_name)),
            keys AS (SELECT k.* FROM information_schema.key_column_usage k JOIN shown USING (table_schema, table_name)),
            rules AS (SELECT t.* FROM information_schema.table_constraints t JOIN shown USING (table_schema, table_name)
              WHERE constraint_name !~ '^[0-9]+_[0-9]+_[0-9]+_not_null$'),
            single AS (SELECT constraint_schema, constraint_name FROM information_schema.table_constraints GROUP BY 1, 2
              HAVING count(*) = 1)
            SELECT concat_ws('~', 'column', table_schema, table_name, column_name, place, is_nullable, column_default,
              identity_generation, CASE is_generated WHEN 'ALWAYS' THEN generation_expression END,
              CASE WHEN domain_name IS NOT NULL THEN format('%I.%I', domain_schema, domain_name) END,
              CASE WHEN data_type IN ('text', 'character varying', 'character') OR udt_name = 'citext'
                     THEN 'string ' || coalesce(character_maximum_length::text, '')
                   WHEN data_type = 'name' THEN 'string 63' WHEN data_type = '"char"' THEN 'string 1'
                   WHEN data_type IN ('json', 'jsonb') THEN 'json'
                   WHEN data_type = 'numeric' THEN concat_ws(' ', data_type, numeric_precision, numeric_scale)
                   WHEN data_type ~ '^(time|interval)' THEN data_type || ' ' || datetime_precision
                   WHEN data_type IN ('boolean', 'smallint', 'integer', 'bigint', 'real', 'double precision', 'bytea', 'date',
                     'uuid', 'oid', 'ARRAY') THEN data_type
                   ELSE 'other' END)
            FROM columns
            UNION ALL SELECT concat_ws('~', 'key', table_schema, table_name, constraint_name, min(constraint_type),
              string_agg(column_name, ',' ORDER BY ordinal_position), min(is_deferrable), min(initially_deferred))
            FROM rules JOIN keys USING (constraint_schema, constraint_name, table_schema, table_name)
            GROUP BY table_schema, table_name, constraint_name
            UNION ALL SELECT concat_ws('~', 'reference', k.table_schema, k.table_name, r.constraint_name, min(u.table_schema),
              min(u.table_name), string_agg(u.column_name, ',' ORDER BY k.ordinal_position), min(match_option), min(update_rule),
              min(delete_rule))
            FROM information_schema.referential_constraints r JOIN single s ON s.constraint_schema = r.constraint_schema AND s.constraint_name = r.constraint_name
            JOIN keys k ON k.constraint_schema = r.constraint_schema AND k.constraint_name = r.constraint_name
            JOIN keys u ON u.constraint_schema = r.unique_constraint_schema AND u.constraint_name = r.unique_constraint_name
             AND u.ordinal_position = k.position_in_unique_constraint
            GROUP BY k.table_schema, k.table_name, r.constraint_name
            UNION ALL SELECT concat_ws('~', 'check', table_schema, table_name, constraint_name, check_clause)
            FROM information_schema.check_constraints JOIN single USING (constraint_schema, constraint_name)
            JOIN rules USING (constraint_schema, constraint_name)
            UNION ALL SELECT concat_ws('~', 'index', schemaname, tablename, indexname, indexdef)
            FROM pg_indexes JOIN shown ON table_schema = schemaname AND table_name = tablename
            UNION ALL SELECT concat_ws('~', 'view', schemaname, viewname, definition)
            FROM (TABLE pg_views UNION ALL SELECT schemaname, matviewname, matviewowner, definition FROM pg_matviews) v
            JOIN shown ON table_schema = schemaname AND table_name = viewname
            UNION ALL SELECT concat_ws('~', 'comment', nspname, relname, attname, description)
            FROM ours JOIN pg_description d ON d.objoid = ours.oid AND d.classoid = 'pg_class'::regclass
            LEFT JOIN pg_attribute a ON a.attrelid = ours.oid AND a.attnum = d.objsubid AND d.objsubid > 0
            WHERE relkind IN ('r', 'v', 'm', 'p', 'f')
            """;

    private static final String UNTOLD = """
            SELECT constraint_schema || '~' || constraint_name FROM information_schema.table_constraints
            GROUP BY constraint_schema, constraint_name HAVING count(*) > 1
            UNION SELECT constraint_schema || '~' || constraint_name FROM information_schema.referential_constraints
            WHERE unique_constraint_name IS NULL""";

    private static final Map<ScalarKind, String> KINDS = Map.ofEntries(
            Map.entry(ScalarKind.BOOLEAN, "boolean"),
            Map.entry(ScalarKind.INT16, "smallint"),
            Map.entry(ScalarKind.INT32, "integer"),
            Map.entry(ScalarKind.INT64, "bigint"),
            Map.entry(ScalarKind.UINT32, "oid"),
            Map.entry(ScalarKind.FLOAT32, "real"),
            Map.entry(ScalarKind.FLOAT64, "double precision"),
            Map.entry(ScalarKind.BYTES, "bytea"),
            Map.entry(ScalarKind.DATE, "date"),
            Map.entry(ScalarKind.UUID, "uuid"),
            Map.entry(ScalarKind.TIME, "time without time zone"),
            Map.entry(ScalarKind.TIME_WITH_ZONE, "time with time zone"),
            Map.entry(ScalarKind.TIMESTAMP, "timestamp without time zone"),
            Map.entry(ScalarKind.TIMESTAMP_WITH_ZONE, "timestamp with time zone"),
            Map.entry(ScalarKind.INTERVAL, "interval"));

    private static final Set<ScalarKind> WITH_PRECISION = Set.of(
            ScalarKind.TIME,
            ScalarKind.TIME_WITH_ZONE,
            ScalarKind.TIMESTAMP,
            ScalarKind.TIMESTAMP_WITH_ZONE,
            ScalarKind.INTERVAL);

    @Test
    void everyKindOfColumnKeyAndIndexIsReadAsTheStandardsViewsTell() throws Exception {
        try (PostgresSource source = PostgresSource.with(TYPES)) {
            assertThat(compare(source)).isGreaterThan(70);
        }
    }

    static List<String> schemas() throws IOException {
        return CatalogFactsTest.schemas();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void realSchemasAreReadAsTheStandardsViewsTell(String schema, TestReporter reporter) throws Exception {
        try (PostgresSource source = PostgresSource.with(Files.readString(EvaluationData.require("ddl/" + schema)))) {
            reporter.publishEntry(schema, compare(source) + " facts, no difference");
        }
    }

    /** How many facts were compared. */
    private static int compare(PostgresSource source) throws SQLException {
        Snapshot snapshot = source.discover();
        Set<String> untold = new TreeSet<>(ask(source, UNTOLD));
        NavigableSet<String> told = new TreeSet<>();
        snapshot.tables().forEach(table -> facts(snapshot, table, untold).forEach(told::add));
        NavigableSet<String> truth = new TreeSet<>(ask(source, TRUTH));
        assertThat(without(truth, told)).as("lost or misread").isEmpty();
        assertThat(without(told, truth)).as("told, but not true").isEmpty();
        return truth.size();
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static List<String> ask(PostgresSource source, String query) throws SQLException {
        try (Connection connection = source.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = ''; SET timezone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(query)) {
                List<String> lines = new java.util.ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines;
            }
        }
    }

    private static Stream<String> facts(Snapshot snapshot, Table table, Set<String> untold) {
        String name = name(snapshot, table.name());
        String schema = name.substring(0, name.indexOf('~') + 1);
        Stream<String> columns = table.kind() == TableKind.MATERIALIZED_VIEW
                ? Stream.of() // the standard knows no materialized views
                : Stream.iterate(0, place -> place < table.fields().size(), place -> place + 1)
                        .map(place -> column(name, place + 1, table.fields().get(place)));
        Stream<String> keys = Stream.of(
                        table.primaryKey().stream().map(key -> key(name, "PRIMARY KEY", key)),
                        table.uniqueKeys().stream().map(key -> key(name, "UNIQUE", key)),
                        table.foreignKeys().stream()
                                .map(key -> line(
                                        "key",
                                        name,
                                        key.name(),
                                        "FOREIGN KEY",
                                        String.join(",", key.fields()),
                                        deferral(key.deferral()))))
                .flatMap(lines -> lines);
        Stream<String> references = table.foreignKeys().stream()
                .filter(key -> !untold.contains(schema + key.name()))
                .map(key -> reference(snapshot, name, key));
        Stream<String> checks = table.checks().stream()
                .filter(check -> !untold.contains(schema + check.name()))
                .map(check -> check(name, check));
        Stream<String> indexes = table.indexes().stream().map(index -> index(name, index));
        Stream<String> views = table.definition().stream().map(query -> line("view", name, query));
        Stream<String> comments = Stream.concat(
                table.comment().stream().map(text -> line("comment", name, text)),
                table.fields().stream()
                        .flatMap(field ->
                                field.comment().stream().map(text -> line("comment", name, field.name(), text))));
        return Stream.of(columns, keys, references, checks, indexes, views, comments)
                .flatMap(lines -> lines);
    }

    private static String column(String table, int place, Field field) {
        Generation generation = field.generation();
        return line(
                "column",
                table,
                field.name(),
                Integer.toString(place),
                field.nullable() ? "YES" : "NO",
                field.defaultExpression().orElse(null),
                switch (generation.kind()) {
                    case IDENTITY_ALWAYS -> "ALWAYS";
                    case IDENTITY_BY_DEFAULT -> "BY DEFAULT";
                    default -> generation.expression().orElse(null);
                },
                field.properties().containsKey("domain_type") ? field.nativeType() : null,
                type(field.type()));
    }

    private static String type(DataType type) {
        if (type instanceof DataType.Array) {
            return "ARRAY";
        }
        if (type instanceof DataType.Json) {
            return "json";
        }
        if (!(type instanceof Scalar scalar)) {
            return "other";
        }
        return switch (scalar.kind()) {
            case STRING -> "string " + text(scalar.length());
            case DECIMAL -> ("numeric " + text(scalar.precision()) + ' ' + text(scalar.scale())).strip();
            default ->
                KINDS.get(scalar.kind())
                        + (WITH_PRECISION.contains(scalar.kind())
                                ? " " + scalar.precision().orElse(6)
                                : "");
        };
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    private static String key(String table, String words, Key key) {
        return line("key", table, key.name(), words, String.join(",", key.fields()), deferral(key.deferral()));
    }

    private static String deferral(Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "NO~NO";
            case INITIALLY_IMMEDIATE -> "YES~NO";
            case INITIALLY_DEFERRED -> "YES~YES";
        };
    }

    private static String reference(Snapshot snapshot, String table, ForeignKey key) {
        return line(
                "reference",
                table,
                key.name(),
                name(snapshot, key.referencedTable()),
                String.join(",", key.referencedFields()),
                key.matchFull() ? "FULL" : "NONE",
                words(key.onUpdate()),
                words(key.onDelete()));
    }

    private static String words(ForeignKey.Action action) {
        return action.name().replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    private static String check(String table, Check check) {
        return line("check", table, check.name(), check.expression().replaceFirst("^CHECK ", ""));
    }

    private static String index(String table, Index index) {
        return line("index", table, index.name(), index.definition().orElse("?"));
    }

    private static String name(Snapshot snapshot, TableName name) {
        return (name.namespace().isEmpty() ? snapshot.defaultNamespace() : name.namespace()) + '~' + name.name();
    }

    private static String line(@org.jspecify.annotations.Nullable String... parts) {
        return Stream.of(parts).filter(java.util.Objects::nonNull).collect(Collectors.joining("~"));
    }
}
