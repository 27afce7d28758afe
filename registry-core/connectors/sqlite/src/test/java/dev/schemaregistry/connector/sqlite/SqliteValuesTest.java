package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.SourceConnector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only SQLite has to show of values. */
class SqliteValuesTest {
    @Test
    void onlyTextIsCountedWhateverTheColumnIsDeclared() throws Exception {
        try (SqliteSource source = SqliteSource.with(
                        "CREATE TABLE mixed (kind TEXT, odd BLOB)",
                        "INSERT INTO mixed VALUES ('a', 1), ('a', 'x'), (x'00', NULL), (NULL, 2.5)");
                SourceConnector connector = source.open()) {
            assertThat(profile(connector, "mixed", "kind", "odd"))
                    .containsExactly(new ValueCounts("kind", Map.of("a", 2)), new ValueCounts("odd", Map.of("x", 1)));
        }
    }

    @Test
    void namesAreNeverSyntaxAndMissingOnesAreNoValues() throws Exception {
        try (SqliteSource source = SqliteSource.with(
                        "CREATE TABLE \"a\"\"; DROP\" (\"c'o\"\"l\" TEXT COLLATE NOCASE)",
                        "INSERT INTO \"a\"\"; DROP\" VALUES ('A'), ('a')");
                SourceConnector connector = source.open()) {
            assertThat(profile(connector, "a\"; DROP", "c'o\"l", "nowhere"))
                    .containsExactly(new ValueCounts("c'o\"l", Map.of("A", 1, "a", 1)));
        }
    }

    private static List<ValueCounts> profile(SourceConnector connector, String name, String... fields) {
        Table table = connector.discover().tables().stream()
                .filter(each -> each.name().name().equals(name))
                .findFirst()
                .orElseThrow();
        return connector.valueProfiler().orElseThrow().profile(table, List.of(fields), ProfileLimits.DEFAULT);
    }
}
