package dev.schemaregistry.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldPolicyTest {
    private static final Map<String, DataType> TYPES = Map.of(
            "text", DataType.string(),
            "key", DataType.string(3),
            "list", new DataType.Array(DataType.string()),
            "number", DataType.scalar(ScalarKind.INT64),
            "time", DataType.scalar(ScalarKind.TIMESTAMP),
            "uuid", DataType.scalar(ScalarKind.UUID),
            "enum", new DataType.Enumeration(Optional.empty(), List.of("new", "old")));

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aFieldIsAskedOrRefusedForTheReasonGiven(List<String> line) {
        String[] place = line.get(0).split("\\.", -1);
        Field bare = Field.of(place[1], TYPES.get(line.get(1)));
        Field field = line.get(2).isEmpty() ? bare : bare.withComment(line.get(2));
        Table.Builder table = table(place[0], field);
        if (line.get(1).equals("key")) {
            table.primaryKey(Key.of("", place[1]));
        }
        assertThat(FieldPolicy.refusal(table.build(), place[1]).orElse("asked")).isEqualTo(line.get(3));
    }

    @Test
    void thereAreEnoughCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(60);
    }

    @Test
    void aFieldInADocumentGoesByItsWholePath() {
        Table people = table(
                        "customers", document("address", "city", "street"), document("customer", "name", "segment"))
                .build();

        assertThat(ask(people)).containsExactly("address.city", "customer.segment");
    }

    @Test
    void whatOnlyShowsOtherTablesOrHidesItsRowsIsNotLookedInto() {
        Table orders = table("orders", Field.of("country", DataType.string())).build();

        assertThat(ask(orders)).containsExactly("country");
        assertThat(ask(Table.builder(orders.name(), TableKind.VIEW)
                        .fields(orders.fields())
                        .build()))
                .isEmpty();
        assertThat(ask(orders.toBuilder()
                        .properties(Map.of("partition_of", "all_orders"))
                        .build()))
                .isEmpty();
        assertThat(ask(orders.toBuilder()
                        .properties(Map.of(Table.READABLE, "false"))
                        .build()))
                .isEmpty();
        assertThat(ask(orders.toBuilder()
                        .comment("Personal data of our customers")
                        .build()))
                .isEmpty();
    }

    @Test
    void theOperatorsPatternsAndTheLimitCount() {
        Table orders = table(
                        "orders",
                        Field.of("country", DataType.string()),
                        Field.of("status", DataType.string()),
                        Field.of("channel", DataType.string()))
                .build();

        assertThat(FieldPolicy.fieldsToAsk(orders, "status"::equals, 50)).containsExactly("country", "channel");
        assertThat(FieldPolicy.fieldsToAsk(orders, field -> false, 1)).containsExactly("country");
    }

    static Stream<List<String>> cases() throws IOException {
        return CaseFile.lines("field-cases.txt");
    }

    private static List<String> ask(Table table) {
        return FieldPolicy.fieldsToAsk(table, field -> false, 50);
    }

    private static Field document(String name, String... fields) {
        return Field.of(
                name,
                new DataType.Struct(
                        Optional.empty(),
                        Stream.of(fields)
                                .map(field -> Field.of(field, DataType.string()))
                                .toList()));
    }

    private static Table.Builder table(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.TABLE).fields(fields);
    }
}
