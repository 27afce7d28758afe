package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EvaluationData;
import dev.schemaregistry.testkit.HostileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqliteHostileNamesTest {
    @Test
    void namesAreReadAsTheyAre() throws Exception {
        for (String value : HostileNames.all()) {
            readBack(value);
        }
    }

    @Test
    void textsOfTheOpenSetAreReadAsTheyAre() throws Exception {
        List<String> values = new ArrayList<>();
        for (JsonNode record : EvaluationData.requireJsonLines("validation/hostile_schema.open.jsonl")) {
            values.add(record.path("value").asText());
        }
        for (String value : values) {
            readBack(value);
        }
    }

    private static void readBack(String value) throws Exception {
        String name = '"' + value.replace("\"", "\"\"") + '"';
        String literal = '\'' + value.replace("'", "''") + '\'';
        String rule = name + " <> " + literal;
        try (SqliteSource source = SqliteSource.with(
                        "CREATE TABLE " + name + " (" + name + " TEXT DEFAULT " + literal
                                + " PRIMARY KEY, self REFERENCES " + name + ", CONSTRAINT " + name + " CHECK (" + rule
                                + "))",
                        "CREATE INDEX i ON " + name + " (lower(" + name + "), " + name + ") WHERE " + rule);
                SourceConnector connector = source.open()) {
            Table table = connector.discover().tables().get(0);
            TableName tableName = TableName.of(value);
            assertThat(table.name()).isEqualTo(tableName);
            assertThat(table.fields().stream().map(Field::name)).containsExactly(value, "self");
            assertThat(table.primaryKey()).contains(Key.of("", value));
            assertThat(table.fields().get(0).defaultExpression()).contains(literal);
            assertThat(table.foreignKeys())
                    .containsExactly(ForeignKey.of("", List.of("self"), tableName, List.of(value)));
            assertThat(table.checks()).containsExactly(new Check(value, "CHECK (" + rule + ')'));
            assertThat(table.indexes().get(0).parts().get(0).text()).isEqualTo("lower(" + name + ')');
            assertThat(table.indexes().get(0).parts().get(1).text()).isEqualTo(value);
            assertThat(table.indexes().get(0).predicate()).isEqualTo(Optional.of(rule));
            assertThat(connector.discover().statistics()).containsKey(tableName);
        }
    }
}
