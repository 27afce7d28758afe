package dev.schemaregistry.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuePolicyTest {
    private static final Table ORDERS = Table.builder(TableName.of("orders"), TableKind.TABLE)
            .fields(Field.of("country", DataType.string()), Field.of("label", DataType.string()))
            .build();

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aValueIsKnownByItsLook(List<String> line) {
        assertThat(ValueShape.of(line.get(0)).map(Enum::name).orElse("harmless"))
                .isEqualTo(line.get(1));
    }

    @Test
    void harmlessValuesAreKeptSorted() {
        assertThat(kept("label", Map.of("urgent", 9, "Export", 2, "", 7)))
                .containsExactly(new FieldValues("label", List.of("Export", "urgent")));
    }

    @Test
    void aValueOfOneRowIsKeptOnlyOfACategory() {
        assertThat(kept("label", Map.of("urgent", 9, "Export", 4, "mine", 1)))
                .containsExactly(new FieldValues("label", List.of("Export", "urgent")));
        assertThat(kept("country", Map.of("USA", 1, "Peru", 1)))
                .containsExactly(new FieldValues("country", List.of("Peru", "USA")));
    }

    @Test
    void aFieldThatTellsRowsApartIsDropped() {
        assertThat(kept("label", Map.of("a", 1, "b", 1, "c", 1, "d", 3))).isEmpty();
    }

    @Test
    void aFewSuspectValuesGoAndManyTakeTheirFieldAlong() {
        Map<String, Integer> words = IntStream.range(0, 20)
                .boxed()
                .collect(Collectors.toMap(i -> "word " + (char) ('a' + i), i -> 2, (a, b) -> a, TreeMap::new));
        words.put("ada@example.org", 2);
        assertThat(kept("country", words))
                .singleElement()
                .satisfies(values -> assertThat(values.values()).hasSize(20).doesNotContain("ada@example.org"));
        words.put("bob@example.org", 2);
        words.put("+49 30 1234567", 2);
        assertThat(kept("country", words)).isEmpty();
    }

    @Test
    void namesOfPeopleAreSuspectUnlessTheFieldIsACategory() {
        assertThat(kept("label", Map.of("Ada Lovelace", 40, "Bob van der Berg", 20, "Dr. J. Who", 3)))
                .isEmpty();
        assertThat(kept("country", Map.of("South Africa", 40, "New Zealand", 20)))
                .containsExactly(new FieldValues("country", List.of("New Zealand", "South Africa")));
    }

    @Test
    void longValuesAndTooManyAreNoVocabulary() {
        assertThat(kept("country", Map.of("x".repeat(61), 5))).isEmpty();
        Map<String, Integer> many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "c" + i, i -> 5));
        assertThat(kept("country", many)).isEmpty();
    }

    @Test
    void whatWasReadDoesNotPrintItsValues() {
        assertThat(new ValueCounts("label", Map.of("hunter2", 3)).toString()).doesNotContain("hunter2");
    }

    static Stream<List<String>> cases() throws IOException {
        return CaseFile.lines("value-cases.txt");
    }

    private static List<FieldValues> kept(String field, Map<String, Integer> rows) {
        return ValuePolicy.harmless(ORDERS, List.of(new ValueCounts(field, rows)), ProfileLimits.DEFAULT);
    }
}
