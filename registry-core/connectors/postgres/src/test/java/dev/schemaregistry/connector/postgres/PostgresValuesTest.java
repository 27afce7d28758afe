package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.SourceConnector;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL has to show of values. */
class PostgresValuesTest {
    private static final String ODD = "\"odd.schema\".\"a\"\"; DROP TABLE x; --\"";

    @Test
    void ofALargeTableTheSameRowsFromAllOverItAreLookedAt() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                        "CREATE TABLE events (id int, kind text)",
                        "INSERT INTO events SELECT g, CASE WHEN g <= 100000 THEN 'old' ELSE 'new' END"
                                + " FROM generate_series(1, 200000) g",
                        "ANALYZE events");
                SourceConnector connector = source.open()) {
            Table table = source.table("events");

            List<ValueCounts> counts = profile(connector, table, "kind");

            assertThat(counts).singleElement().satisfies(count -> {
                assertThat(count.rows()).containsOnlyKeys("new", "old");
                assertThat(count.rows().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isBetween(5_000, ProfileLimits.DEFAULT.rows());
            });
            assertThat(profile(connector, table, "kind")).isEqualTo(counts);
        }
    }

    @Test
    void namesAndValuesAreNeverSyntax() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                        "CREATE SCHEMA \"odd.schema\"",
                        "CREATE TABLE " + ODD + " (\"c'o\"\"l\" text, \"select\" text)",
                        "INSERT INTO " + ODD + " VALUES ('''); x', NULL), ('''); x', 'b')");
                SourceConnector connector = source.administrator()) {
            Table table = connector.discover().tables().get(0);

            assertThat(profile(connector, table, "c'o\"l", "select"))
                    .containsExactly(
                            new ValueCounts("c'o\"l", Map.of("'); x", 2)), new ValueCounts("select", Map.of("b", 1)));
        }
    }

    @Test
    void onlyTextOfTablesIsCounted() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                        "CREATE TABLE orders (id int, words text[], fixed char(6), kind text) PARTITION BY LIST (kind)",
                        "CREATE TABLE orders_a PARTITION OF orders FOR VALUES IN ('a')",
                        "CREATE VIEW seen AS SELECT kind FROM orders",
                        "CREATE MATERIALIZED VIEW kept AS SELECT 'x'::text AS kind",
                        "INSERT INTO orders VALUES (1, '{p,q}', 'ab', 'a'), (2, '{p}', 'ab', 'a')");
                SourceConnector connector = source.administrator()) {
            assertThat(profile(connector, source.table("orders"), "id", "words", "fixed", "kind"))
                    .containsExactly(
                            new ValueCounts("fixed", Map.of("ab", 2)), new ValueCounts("kind", Map.of("a", 2)));
            assertThat(profile(connector, source.table("seen"), "kind")).isEmpty();
            assertThat(profile(connector, source.table("kept"), "kind")).hasSize(1);
        }
    }

    @Test
    void aTableThatIsLockedTakesNoLongerThanAllowed() throws Exception {
        try (PostgresSource source = PostgresSource.with("CREATE TABLE parcels (kind text)");
                SourceConnector connector = source.open();
                Connection locking = source.database().connect();
                Statement statement = locking.createStatement()) {
            Table table = source.table("parcels");
            ProfileLimits limits = new ProfileLimits(50, 60, 100, Duration.ofMillis(300), 50);
            locking.setAutoCommit(false);
            statement.execute("LOCK TABLE parcels IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> connector.valueProfiler().orElseThrow().profile(table, List.of("kind"), limits))
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_TIMEOUT);
        }
    }

    private static List<ValueCounts> profile(SourceConnector connector, Table table, String... fields) {
        return connector.valueProfiler().orElseThrow().profile(table, List.of(fields), ProfileLimits.DEFAULT);
    }
}
