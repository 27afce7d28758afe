package dev.schemaregistry.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampledFieldsTest {
    private static final DataType INT = DataType.scalar(ScalarKind.INT32);

    @Test
    void noDocumentsGiveNoFields() {
        assertThat(SampledFields.of(List.of())).isEmpty();
    }

    @Test
    void fieldsComeInOrderOfFirstAppearance() {
        List<Field> fields = SampledFields.of(
                List.of(document("z", Samples.INT, "a", Samples.INT), document("m", Samples.INT, "a", Samples.INT)));
        assertThat(fields).extracting(Field::name).containsExactly("z", "a", "m");
    }

    @Test
    void aFieldInEveryDocumentIsRequired() {
        Field field = only(document("a", Samples.STRING), document("a", Samples.STRING));
        assertThat(field)
                .isEqualTo(Field.of("a", DataType.string())
                        .withNativeType("string")
                        .withNullable(false)
                        .withPresence(1));
    }

    @Test
    void aMissingFieldIsNullableAndItsShareIsKept() {
        Field field = only(document("a", Samples.STRING), document(), document(), document());
        assertThat(field.nullable()).isTrue();
        assertThat(field.presence()).hasValue(0.25);
    }

    @Test
    void aNullIsPresentAndTellsNoType() {
        Field field = only(document("a", Samples.NULL), document("a", Samples.STRING));
        assertThat(field.nullable()).isTrue();
        assertThat(field.presence()).hasValue(1);
        assertThat(field.type()).isEqualTo(DataType.string());
        assertThat(field.nativeType()).isEqualTo("string");
    }

    @Test
    void whatWasAlwaysNullHasNoKnownType() {
        Field field = only(document("a", Samples.NULL));
        assertThat(field.type()).isEqualTo(new DataType.Json());
        assertThat(field.nativeType()).isEqualTo("null");
    }

    @Test
    void severalTypesBecomeAUnion() {
        Field field = only(document("a", Samples.STRING), document("a", Samples.INT), document("a", document()));
        assertThat(field.type().text()).isEqualTo("union<int32|string|struct<>>");
        assertThat(field.nativeType()).isEqualTo("int|object|string");
    }

    @Test
    void nestedDocumentsBecomeOneStructWithSharesOfTheirOwn() {
        Field field = only(document("a", document("x", Samples.INT)), document("a", document()), document());
        Field nested = ((DataType.Struct) field.type()).fields().get(0);
        assertThat(field.presence()).hasValue(2.0 / 3);
        assertThat(nested.presence()).hasValue(0.5);
        assertThat(nested.nullable()).isTrue();
    }

    @Test
    void aListIsAnArrayOfWhateverItHolds() {
        Field field =
                only(document("a", list(Samples.INT, Samples.NULL)), document("a", list(Samples.STRING)), document());
        assertThat(field.type()).isEqualTo(new DataType.Array(new DataType.Union(List.of(INT, DataType.string()))));
        assertThat(field.nativeType()).isEqualTo("array");
    }

    @Test
    void documentsInListsAreReadTogether() {
        Field field = only(document("a", list(document("x", Samples.INT), document("y", Samples.INT))));
        DataType.Struct element = (DataType.Struct) ((DataType.Array) field.type()).element();
        assertThat(element.name()).isEqualTo(Optional.empty());
        assertThat(element.fields()).extracting(f -> f.presence().orElseThrow()).containsExactly(0.5, 0.5);
    }

    @Test
    void anEmptyListHasElementsOfUnknownType() {
        assertThat(only(document("a", list())).type()).isEqualTo(new DataType.Array(new DataType.Json()));
        assertThat(only(document("a", list()), document("a", list(Samples.INT))).type())
                .isEqualTo(new DataType.Array(INT));
    }

    @Test
    void aValueNeedsItsNativeWord() {
        assertThatThrownBy(() -> new Observed.Value(INT, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int32");
    }

    private static Field only(Observed.Document... sample) {
        List<Field> fields = SampledFields.of(List.of(sample));
        assertThat(fields).hasSize(1);
        return fields.get(0);
    }

    private static Observed list(Observed... items) {
        return new Observed.Items(List.of(items));
    }

    private static Observed.Document document(Object... namesAndValues) {
        Map<String, Observed> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], (Observed) namesAndValues[i + 1]);
        }
        return new Observed.Document(fields);
    }
}
