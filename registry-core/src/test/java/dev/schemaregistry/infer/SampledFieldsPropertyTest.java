package dev.schemaregistry.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SampledFieldsPropertyTest {
    @Property
    void theOrderOfTheDocumentsDoesNotMatter(@ForAll("samples") List<Observed.Document> sample, @ForAll Random random) {
        List<Observed.Document> shuffled = new ArrayList<>(sample);
        Collections.shuffle(shuffled, random);
        assertThat(CanonicalForm.of(table(SampledFields.of(shuffled))))
                .isEqualTo(CanonicalForm.of(table(SampledFields.of(sample))));
    }

    @Property
    void shapesSeenTwiceSayNothingNew(@ForAll("samples") List<Observed.Document> sample) {
        List<Observed.Document> twice =
                Stream.concat(sample.stream(), sample.stream()).toList();
        assertThat(SampledFields.of(twice)).isEqualTo(SampledFields.of(sample));
    }

    @Property
    void sharesLieBetweenNothingAndAll(@ForAll("samples") List<Observed.Document> sample) {
        assertThat(everyField(SampledFields.of(sample)))
                .allSatisfy(field -> assertThat(field.presence().orElseThrow())
                        .isGreaterThan(0)
                        .isLessThanOrEqualTo(1));
    }

    @Property
    void aFieldNotAlwaysThereIsNullable(@ForAll("samples") List<Observed.Document> sample) {
        assertThat(everyField(SampledFields.of(sample)).filter(field -> !field.nullable()))
                .allSatisfy(field -> assertThat(field.presence()).hasValue(1));
    }

    @Property
    void everyNameThatWasThereIsAField(@ForAll("samples") List<Observed.Document> sample) {
        assertThat(SampledFields.of(sample).stream().map(Field::name).toList())
                .containsExactlyElementsOf(sample.stream()
                        .flatMap(document -> document.fields().keySet().stream())
                        .distinct()
                        .toList());
    }

    @Provide
    Arbitrary<List<Observed.Document>> samples() {
        return Samples.documents(3).list().ofMaxSize(8);
    }

    private static Stream<Field> everyField(List<Field> fields) {
        return fields.stream().flatMap(field -> Stream.concat(Stream.of(field), nested(field.type())));
    }

    private static Stream<Field> nested(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return everyField(struct.fields());
        }
        if (type instanceof DataType.Array array) {
            return nested(array.element());
        }
        return type instanceof DataType.Union union
                ? union.members().stream().flatMap(SampledFieldsPropertyTest::nested)
                : Stream.empty();
    }

    private static Table table(List<Field> fields) {
        return Table.builder(TableName.of("t"), TableKind.COLLECTION)
                .fields(fields)
                .provenance(Provenance.inferred(1))
                .build();
    }
}
