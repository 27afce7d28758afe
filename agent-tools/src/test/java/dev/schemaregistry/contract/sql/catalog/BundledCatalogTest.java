package dev.schemaregistry.contract.sql.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundledCatalogTest {
    private static final Path SCRIPT = Path.of("src/main/catalog/dump.sql");

    @Test
    void theScriptWritesTheBundledTablesAnew() throws Exception {
        try (Connection connection =
                EmbeddedPostgresServer.shared().createDatabase().connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET search_path = pg_catalog; SET extra_float_digits = 0");
                for (Map.Entry<String, String> query : queries().entrySet()) {
                    assertThat(lines(statement, query.getValue()))
                            .as("%s of version %s", query.getKey(), major)
                            .isEqualTo(bundled(major + "/" + query.getKey()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyVersionReadsAndKnowsTheBasics(int major) {
        PostgresCatalog catalog = PostgresCatalog.bundled(major);

        assertThat(catalog.findType("int4")).isPresent();
        assertThat(catalog.functions("lower")).isNotEmpty();
        assertThat(new TypeResolution(catalog).operator("+", 23, 23)).isInstanceOf(Resolution.Resolved.class);
    }

    @ParameterizedTest
    @CsvSource({
        "any_value, 16",
        "array_shuffle, 16",
        "to_bin, 17",
        "uuid_extract_version, 17",
        "array_sort, 18",
        "uuidv7, 18"
    })
    void aFunctionIsKnownFromItsVersionOn(String function, int since) {
        for (int major = 14; major <= 18; major++) {
            assertThat(!PostgresCatalog.bundled(major).functions(function).isEmpty())
                    .as("%s in %s", function, major)
                    .isEqualTo(major >= since);
        }
    }

    @ParameterizedTest
    @CsvSource({"9, 14", "13, 14", "14, 14", "16, 16", "18, 18", "19, 18"})
    void anUnknownVersionTakesTheNearest(int asked, int given) {
        assertThat(PostgresCatalog.nearest(asked)).isEqualTo(given);
        assertThat(PostgresCatalog.bundled(asked)).isSameAs(PostgresCatalog.bundled(given));
    }

    /** The queries of the script, by the file they are written to. */
    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (String part : Files.readString(SCRIPT).split("\\\\o ", -1)) {
            int end = part.indexOf(".tsv\n");
            if (end > 0) {
                String query = part.substring(end + 5, part.lastIndexOf(';'));
                queries.put(part.substring(0, end) + ".tsv", query);
            }
        }
        assertThat(queries).hasSize(4);
        return queries;
    }

    private static List<String> lines(Statement statement, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    cells.add(rows.getString(column));
                }
                lines.add(String.join("\t", cells));
            }
        }
        return lines;
    }

    private static List<String> bundled(String file) throws IOException {
        try (InputStream in = PostgresCatalog.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
