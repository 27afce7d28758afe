package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.testkit.EvaluationData;
import dev.schemaregistry.testkit.HostileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresHostileNamesTest {
    private static final int LONGEST_NAME = 63;

    @Test
    void namesCommentsAndLabelsAreReadAsTheyAre() throws Exception {
        readBack(HostileNames.all());
    }

    @Test
    void textsOfTheOpenSetAreReadAsTheyAre() throws Exception {
        List<String> values = new ArrayList<>();
        for (JsonNode record : EvaluationData.requireJsonLines("validation/hostile_schema.open.jsonl")) {
            values.add(record.path("value").asText());
        }
        readBack(values);
    }

    private static void readBack(List<String> values) throws SQLException, IOException {
        try (PostgresSource source = PostgresSource.with()) {
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                String name = isName(value) ? value : "t";
                source.execute(
                        "DROP SCHEMA public CASCADE",
                        "CREATE SCHEMA public",
                        "CREATE TYPE labels AS ENUM (" + literal(name) + ")",
                        "CREATE TABLE " + quoted(name) + " (" + quoted(name) + " labels PRIMARY KEY, d text DEFAULT "
                                + literal(value) + ", CONSTRAINT " + quoted(name + "2") + " UNIQUE (d, " + quoted(name)
                                + "))",
                        "CREATE INDEX " + quoted(name + "3") + " ON " + quoted(name) + " (lower(d), " + quoted(name)
                                + ")",
                        "COMMENT ON TABLE " + quoted(name) + " IS " + literal(value),
                        "COMMENT ON COLUMN " + quoted(name) + ".d IS " + literal(value));
                Table table = source.discover().tables().get(0);
                Field field = table.fields().get(0);
                assertThat(table.name().name()).isEqualTo(name);
                assertThat(table.comment()).contains(value);
                assertThat(table.fields().get(1).comment()).contains(value);
                assertThat(field.name()).isEqualTo(name);
                assertThat(field.type())
                        .isEqualTo(new DataType.Enumeration(Optional.of("public.labels"), List.of(name)));
                assertThat(table.primaryKey().map(Key::fields)).contains(List.of(name));
                assertThat(table.uniqueKeys().get(0).name()).isEqualTo(name + "2");
                assertThat(table.findField("d").flatMap(Field::defaultExpression))
                        .hasValueSatisfying(expression -> assertThat(expression).endsWith("::text"));
            }
        }
    }

    private static boolean isName(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length < LONGEST_NAME;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
