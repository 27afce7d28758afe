package dev.schemaregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SyntheticSchemaTest {
    private final SyntheticSchema schema = new SyntheticSchema();

    @Test
    void isTheSameEveryTime() {
        assertThat(new SyntheticSchema().tables(500)).isEqualTo(schema.tables(500));
    }

    @Test
    void tablesHaveNamesOfTheirOwnAndReferToEachOther() {
        List<Table> tables = schema.tables(6_000);
        Set<TableName> names = tables.stream().map(Table::name).collect(Collectors.toSet());

        assertThat(names).hasSize(6_000);
        assertThat(tables.stream()
                        .flatMap(table -> table.foreignKeys().stream())
                        .map(ForeignKey::referencedTable))
                .hasSizeGreaterThan(5_000)
                .allMatch(names::contains);
    }

    @Test
    void areAsWideAsWanted() {
        assertThat(schema.tables(0, 3_000, 10)).allMatch(table -> table.fields().size() == 10);
        assertThat(schema.tables(300).stream()
                        .mapToInt(table -> table.fields().size())
                        .sum())
                .isBetween(3_000, 4_500);
    }

    @Test
    void everyQuestionIsAboutATableThatIsThere() {
        Set<String> names =
                schema.tables(300).stream().map(table -> table.name().text()).collect(Collectors.toSet());

        assertThat(Areas.questions()).hasSize(20);
        assertThat(names).containsAll(Areas.questions().values());
    }
}
