package dev.schemaregistry.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SummaryPropertiesTest {
    private final SchemaSummarizer summarizer = new SchemaSummarizer();

    @Property(tries = 300)
    void theBudgetHolds(
            @ForAll("tables") List<SummaryTable> tables,
            @ForAll SummaryLevel level,
            @ForAll SummaryFormat format,
            @ForAll @IntRange(min = SummaryRequest.MIN_TOKENS, max = 600) int budget) {
        Summary summary = summarizer.summarize(new SummaryRequest(tables, level, format, budget));

        assertThat(summary.tokens()).isLessThanOrEqualTo(budget);
        assertThat(summarizer.countTokens(summary.text())).isEqualTo(summary.tokens());
        assertThat(summary.text()).isNotEmpty();
    }

    @Property(tries = 100)
    void whatIsNotShownIsSaid(
            @ForAll("tables") List<SummaryTable> tables,
            @ForAll SummaryFormat format,
            @ForAll @IntRange(min = SummaryRequest.MIN_TOKENS, max = 600) int budget) {
        Summary summary = summarizer.summarize(new SummaryRequest(tables, SummaryLevel.SUMMARY, format, budget));

        boolean whole = summary.tables().size() == tables.size()
                && summary.tables().stream().allMatch(table -> table.omitted() == 0 && !table.brief());
        assertThat(summary.isComplete()).isEqualTo(whole);
        for (ShownTable table : summary.tables()) {
            assertThat(table.fields().size() + table.omitted()).isPositive();
        }
    }

    /** What the answer needs is never cut for the sake of other tables. */
    @Property(tries = 100)
    void otherTablesGetWhatChosenOnesLeave(
            @ForAll("tables") List<SummaryTable> tables,
            @ForAll @IntRange(min = SummaryRequest.MIN_TOKENS, max = 600) int budget) {
        List<ShownTable> shown = summarizer
                .summarize(new SummaryRequest(tables, SummaryLevel.SUMMARY, SummaryFormat.DDL, budget))
                .tables();
        Set<TableRef> chosen = tables.stream()
                .filter(SummaryTable::chosen)
                .map(table -> table.version().ref())
                .collect(Collectors.toSet());

        List<ShownTable> needed =
                shown.stream().filter(table -> chosen.contains(table.ref())).toList();
        assertThat(needed).noneMatch(ShownTable::brief);
        if (needed.size() < chosen.size() || needed.stream().anyMatch(table -> table.omitted() > 0)) {
            assertThat(shown).allMatch(table -> chosen.contains(table.ref()));
        }
    }

    @Property(tries = 50)
    void equalRequestsGiveEqualText(@ForAll("tables") List<SummaryTable> tables, @ForAll SummaryFormat format) {
        SummaryRequest request = new SummaryRequest(tables, SummaryLevel.FULL, format, 300);

        assertThat(summarizer.summarize(request)).isEqualTo(summarizer.summarize(request));
    }

    @Provide
    Arbitrary<List<SummaryTable>> tables() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(30));
        Arbitrary<SummaryTable> table = Combinators.combine(
                        names,
                        names.list().uniqueElements().ofMinSize(1).ofMaxSize(25),
                        names,
                        Arbitraries.of(true, false))
                .as(SummaryPropertiesTest::table);
        return table.list().uniqueElements(one -> one.version().ref()).ofMaxSize(12);
    }

    private static SummaryTable table(String name, List<String> fields, String comment, boolean chosen) {
        List<Field> all = new ArrayList<>();
        for (String field : fields) {
            Field plain = Field.of(field, DataType.string());
            all.add(field.length() % 2 == 0 ? plain.withComment(comment) : plain);
        }
        Table table = Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(all)
                .primaryKey(Key.of("", fields.get(0)))
                .comment(comment)
                .build();
        return new SummaryTable(SummaryFixtures.version("any", table), Set.of(fields.get(fields.size() - 1)), chosen);
    }
}
