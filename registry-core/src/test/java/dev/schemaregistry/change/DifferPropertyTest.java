package dev.schemaregistry.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.testing.Schemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DifferPropertyTest {
    @Property
    void aSchemaDoesNotDifferFromItself(@ForAll("tables") Table table) {
        assertThat(Differ.diff(table, table)).isEmpty();
    }

    @Property(tries = 3000)
    void applyingTheDiffGivesTheOtherSchema(@ForAll("tables") Table from, @ForAll("tables") Table to) {
        List<SchemaChange> changes = Differ.diff(from, to);
        assertThat(CanonicalForm.of(Patch.apply(from, changes))).isEqualTo(CanonicalForm.of(to));
    }

    @Property(tries = 3000)
    void theDiffIsEmptyExactlyWhenTheFingerprintsAreEqual(@ForAll("tables") Table from, @ForAll("tables") Table to) {
        boolean same = CanonicalForm.fingerprint(from).equals(CanonicalForm.fingerprint(to));
        assertThat(Differ.diff(from, to).isEmpty()).isEqualTo(same);
    }

    @Property
    void theFingerprintDoesNotDependOnOrder(@ForAll("tables") Table table, @ForAll Random random) {
        Table shuffled = table.toBuilder()
                .fields(shuffled(table.fields(), random))
                .uniqueKeys(shuffled(table.uniqueKeys(), random))
                .foreignKeys(shuffled(table.foreignKeys(), random))
                .checks(shuffled(table.checks(), random))
                .indexes(shuffled(table.indexes(), random))
                .build();
        assertThat(CanonicalForm.of(shuffled)).isEqualTo(CanonicalForm.of(table));
    }

    @Property
    void theFingerprintLeavesObservationsOut(@ForAll("tables") Table table) {
        List<Field> seenElsewhere =
                table.fields().stream().map(field -> observed(field)).toList();
        Provenance bigger = table.provenance().isInferred() ? Provenance.inferred(77) : Provenance.DECLARED;
        Table again = table.toBuilder()
                .fields(seenElsewhere)
                .provenance(bigger)
                .stableId("99")
                .build();
        assertThat(CanonicalForm.of(again)).isEqualTo(CanonicalForm.of(table));
    }

    @Property
    void aChangeWeighsSomething(@ForAll("tables") Table from, @ForAll("tables") Table to) {
        List<SchemaChange> changes = Differ.diff(from, to);
        assertThat(VersionBumps.of(changes) == VersionBump.NONE).isEqualTo(changes.isEmpty());
    }

    @Provide
    Arbitrary<Table> tables() {
        return Schemas.tables();
    }

    private static Field observed(Field field) {
        return new Field(
                field.name(),
                field.type(),
                field.nativeType(),
                field.nullable(),
                field.defaultExpression(),
                field.generation(),
                field.comment(),
                java.util.Optional.of("id-" + field.name()),
                OptionalDouble.of(0.5),
                field.properties());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
