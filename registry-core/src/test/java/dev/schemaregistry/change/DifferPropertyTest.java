package dev.schemaregistry.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.testing.Schemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    @Property(tries = 2000)
    void theFingerprintSeesEveryPartOfATable(@ForAll("tables") Table table, @ForAll("tables") Table other) {
        for (Table mixed : List.of(
                table.toBuilder().name(other.name()).build(),
                table.toBuilder().kind(other.kind()).build(),
                table.toBuilder().fields(other.fields()).build(),
                table.toBuilder().primaryKey(other.primaryKey()).build(),
                table.toBuilder().uniqueKeys(other.uniqueKeys()).build(),
                table.toBuilder().foreignKeys(other.foreignKeys()).build(),
                table.toBuilder().checks(other.checks()).build(),
                table.toBuilder().indexes(other.indexes()).build(),
                table.toBuilder().comment(other.comment()).build(),
                table.toBuilder().definition(other.definition()).build(),
                table.toBuilder().provenance(other.provenance()).build(),
                table.toBuilder().properties(other.properties()).build())) {
            assertThat(CanonicalForm.of(mixed).equals(CanonicalForm.of(table)))
                    .isEqualTo(plain(mixed).equals(plain(table)));
        }
    }

    @Property(tries = 2000)
    void theFingerprintSeesEveryPartOfAField(@ForAll("fields") Field field, @ForAll("fields") Field other) {
        for (Field mixed : List.of(
                field.withName(other.name()),
                field.withType(other.type()),
                field.withNativeType(other.nativeType()),
                field.withNullable(other.nullable()),
                field.withDefault(other.defaultExpression().orElse("none")),
                field.withGeneration(other.generation()),
                field.withComment(other.comment().orElse("none")),
                field.withProperties(other.properties()))) {
            assertThat(CanonicalForm.of(mixed).equals(CanonicalForm.of(field)))
                    .isEqualTo(plain(mixed).equals(plain(field)));
        }
    }

    @Provide
    Arbitrary<Field> fields() {
        return Schemas.fieldsWithFlatTypes();
    }

    /** What a fingerprint must cover, compared by record equality instead of by canonical text. */
    private static Table plain(Table table) {
        List<Field> fields = table.fields().stream()
                .map(DifferPropertyTest::plain)
                .sorted(Comparator.comparing(Field::name))
                .toList();
        return table.toBuilder()
                .fields(fields)
                .stableId(Optional.empty())
                .provenance(table.provenance().isInferred() ? Provenance.inferred(1) : Provenance.DECLARED)
                .build();
    }

    private static Field plain(Field field) {
        return new Field(
                field.name(),
                plain(field.type()),
                field.nativeType(),
                field.nullable(),
                field.defaultExpression(),
                field.generation(),
                field.comment(),
                Optional.empty(),
                OptionalDouble.empty(),
                field.properties());
    }

    private static DataType plain(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return new DataType.Struct(
                    struct.name(),
                    struct.fields().stream()
                            .map(DifferPropertyTest::plain)
                            .sorted(Comparator.comparing(Field::name))
                            .toList());
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(plain(array.element()));
        }
        if (type instanceof DataType.Mapping mapping) {
            return new DataType.Mapping(plain(mapping.key()), plain(mapping.value()));
        }
        if (type instanceof DataType.Union union) {
            return new DataType.Union(union.members().stream()
                    .map(DifferPropertyTest::plain)
                    .sorted(Comparator.comparing(DataType::toString))
                    .toList());
        }
        return type;
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
                Optional.of("id-" + field.name()),
                OptionalDouble.of(0.5),
                field.properties());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
