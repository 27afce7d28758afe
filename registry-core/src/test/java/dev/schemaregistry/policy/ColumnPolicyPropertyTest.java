package dev.schemaregistry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.Differ;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.testing.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ColumnPolicyPropertyTest {
    private static final DataSource SHOP =
            DataSource.registered(new SourceId("shop"), "postgres", "", Optional.empty(), Map.of(), Instant.EPOCH);
    private static final ColumnPolicy POLICY =
            ColumnPolicy.of(List.of(FieldPattern.parse("shop.*.total")), List.of(FieldPattern.parse("shop.*.name")));

    @Provide
    Arbitrary<Table> tables() {
        Arbitrary<String> texts =
                Arbitraries.of("no word of it", "the TOTAL of all", "lower(total) <> ''", "total_idx", "subtotals");
        return Combinators.combine(Schemas.tables(), texts, texts)
                .as((table, comment, rule) -> table.toBuilder()
                        .comment(comment)
                        .checks(List.of(new Check("rule", rule)))
                        .definition(Optional.of(rule).filter(any -> table.kind().isView()))
                        .properties(Map.of("fact", comment))
                        .build());
    }

    @Property(tries = 300)
    void whatIsShownNamesNoHiddenField(@ForAll("tables") Table table) {
        Table shown = policy(table).shown(table);

        assertThat(Mentions.any(shown.toString(), Set.of("total")))
                .as("%s", shown)
                .isFalse();
    }

    @Property(tries = 300)
    void showingTwiceIsShowingOnce(@ForAll("tables") Table table) {
        SourcePolicy policy = policy(table);

        assertThat(policy.shown(policy.shown(table))).isEqualTo(policy.shown(table));
    }

    @Property(tries = 300)
    void aMaskedFieldHasNeitherDefaultNorComment(@ForAll("tables") Table table) {
        assertThat(policy(table).shown(table).fields())
                .filteredOn(field -> field.name().equals("name"))
                .allMatch(Field::isMasked)
                .allMatch(field -> field.defaultExpression().isEmpty()
                        && field.comment().isEmpty()
                        && field.presence().isEmpty());
    }

    @Property(tries = 300)
    void theCheckedTableHasEveryFieldInItsPlace(@ForAll("tables") Table table) {
        List<Field> checked = policy(table).checked(table).fields();

        assertThat(checked.subList(0, table.fields().size()))
                .extracting(Field::name)
                .containsExactlyElementsOf(
                        table.fields().stream().map(Field::name).toList());
        assertThat(checked).filteredOn(field -> field.name().equals("total")).allMatch(Field::isHidden);
    }

    @Property(tries = 300)
    void changesThatAreShownNameNoHiddenField(@ForAll("tables") Table from, @ForAll("tables") Table to) {
        Table renamed = to.toBuilder().name(from.name()).build();

        List<SchemaChange> shown = policy(renamed).shown(Differ.diff(from, renamed));

        assertThat(Mentions.any(shown.toString(), Set.of("total")))
                .as("%s", shown)
                .isFalse();
    }

    @Property(tries = 100)
    void withoutAPolicyNothingIsTouched(@ForAll("tables") Table table) {
        SourcePolicy policy = ColumnPolicy.NONE.of(SHOP, List.of(table));

        assertThat(policy.shown(table)).isSameAs(table);
        assertThat(policy.checked(table)).isSameAs(table);
    }

    private static SourcePolicy policy(Table table) {
        return POLICY.of(SHOP, List.of(table));
    }
}
