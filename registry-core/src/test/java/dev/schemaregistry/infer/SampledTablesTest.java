package dev.schemaregistry.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.testing.Schemas;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SampledTablesTest {
    private static final OptionalLong UNCOUNTED = OptionalLong.empty();
    private static final Observed.Document WITH_NAME = document(Map.of("id", Samples.INT, "name", Samples.STRING));
    private static final Observed.Document WITHOUT_NAME = document(Map.of("id", Samples.INT));

    @Test
    void whatTheSampleLacksWasNotSeen() {
        Table joined = SampledTables.join(table(WITH_NAME), table(WITHOUT_NAME), OptionalLong.of(1_000));
        Field name = joined.findField("name").orElseThrow();
        assertThat(name.presence()).hasValue(0);
        assertThat(name.nullable()).isTrue();
        assertThat(name.type()).isEqualTo(DataType.string());
    }

    @Test
    void aSampleOfEverythingTakesAFieldBack() {
        Table joined = SampledTables.join(table(WITH_NAME), table(WITHOUT_NAME), OptionalLong.of(1));
        assertThat(joined).isEqualTo(table(WITHOUT_NAME));
    }

    @Test
    void fewerDocumentsThanBeforeProveNothing() {
        Table known = table(WITH_NAME, WITH_NAME);
        Table joined = SampledTables.join(known, table(WITHOUT_NAME), OptionalLong.of(1));
        assertThat(joined.findField("name")).isPresent();
        assertThat(joined.provenance()).isEqualTo(Provenance.inferred(2));
    }

    @Test
    void anEmptiedCollectionKeepsItsFieldsAndKey() {
        Table known = table(WITH_NAME).toBuilder().primaryKey(Key.of("k", "id")).build();
        Table joined = SampledTables.join(known, table(), OptionalLong.of(0));
        assertThat(CanonicalForm.of(joined)).isEqualTo(CanonicalForm.of(known));
    }

    @Test
    void typesWidenAndDoNotFlip() {
        Table joined = SampledTables.join(
                table(document(Map.of("x", Samples.INT))), table(document(Map.of("x", Samples.STRING))), UNCOUNTED);
        Field field = joined.findField("x").orElseThrow();
        assertThat(field.type().text()).isEqualTo("union<int32|string>");
        assertThat(field.nativeType()).isEqualTo("int|string");
    }

    @Test
    void whatIsDeclaredIsTakenAsItStands() {
        Table known = declared(Field.of("a", DataType.string()), Field.of("b", DataType.string()));
        Table seen = declared(Field.of("a", new DataType.Json()));
        assertThat(SampledTables.join(known, seen, UNCOUNTED)).isEqualTo(seen);
    }

    @Test
    void whatWasSampledBesideADeclarationStaysUntilItCloses() {
        Table known = declared(
                Field.of("a", DataType.string()),
                Field.of("b", DataType.string()).withPresence(0.5));
        Table seen = declared(Field.of("a", DataType.string()));
        Table closed = seen.toBuilder()
                .properties(Map.of(SampledTables.CLOSED, "true"))
                .build();
        assertThat(SampledTables.join(known, seen, UNCOUNTED).findField("b")).isPresent();
        assertThat(SampledTables.join(known, closed, UNCOUNTED)).isEqualTo(closed);
    }

    @Property
    void aTableWithoutSampledFieldsIsReturnedAsItWasSeen(@ForAll("plain") Table known, @ForAll("plain") Table seen) {
        assertThat(SampledTables.join(known, seen, OptionalLong.of(1))).isEqualTo(seen);
    }

    @Property
    void joiningTheSameAgainChangesNothing(
            @ForAll("samples") List<Observed.Document> known,
            @ForAll("samples") List<Observed.Document> seen,
            @ForAll boolean counted) {
        OptionalLong rows = counted ? OptionalLong.of(seen.size()) : UNCOUNTED;
        Table once = SampledTables.join(table(known), table(seen), rows);
        assertThat(SampledTables.join(once, table(seen), rows)).isEqualTo(once);
    }

    @Property
    void samplesThatComeAgainMakeNoChange(
            @ForAll("samples") List<Observed.Document> one,
            @ForAll("samples") List<Observed.Document> other,
            @ForAll("samples") List<Observed.Document> third) {
        Table known = joined(joined(table(one), table(other)), table(third));
        for (List<Observed.Document> again : List.of(other, one, third, List.<Observed.Document>of())) {
            assertThat(CanonicalForm.of(joined(known, table(again)))).isEqualTo(CanonicalForm.of(known));
        }
    }

    @Property
    void nothingIsForgotten(
            @ForAll("samples") List<Observed.Document> known, @ForAll("samples") List<Observed.Document> seen) {
        assertThat(joined(table(known), table(seen)).fields())
                .extracting(Field::name)
                .containsAll(table(known).fields().stream().map(Field::name).toList())
                .containsAll(table(seen).fields().stream().map(Field::name).toList());
    }

    @Provide
    Arbitrary<List<Observed.Document>> samples() {
        return Samples.documents(3).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<Table> plain() {
        return Schemas.tables()
                .map(table -> table.toBuilder()
                        .fields(table.fields().stream()
                                .filter(field -> field.presence().isEmpty())
                                .map(field -> field.withType(DataType.string()))
                                .toList())
                        .provenance(Provenance.DECLARED)
                        .build());
    }

    private static Table joined(Table known, Table seen) {
        return SampledTables.join(known, seen, UNCOUNTED);
    }

    private static Table declared(Field... fields) {
        return table().toBuilder()
                .fields(fields)
                .provenance(Provenance.DECLARED)
                .build();
    }

    private static Table table(Observed.Document... sample) {
        return table(List.of(sample));
    }

    private static Table table(List<Observed.Document> sample) {
        return Table.builder(TableName.of("t"), TableKind.COLLECTION)
                .fields(SampledFields.of(sample))
                .provenance(Provenance.inferred(sample.size()))
                .build();
    }

    private static Observed.Document document(Map<String, Observed> fields) {
        return new Observed.Document(fields);
    }
}
