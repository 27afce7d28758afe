package dev.schemaregistry.change;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whether a reader's type has room for every value of the data's type: the promotions of Avro 1.12, "Schema Resolution", without those
 * that lose digits, and the sizes that Avro does not know.
 */
final class TypeFit implements DataType.Visitor<Boolean> {
    /** Each holds all that those before it hold. */
    private static final List<List<ScalarKind>> LADDERS = List.of(
            List.of(ScalarKind.INT8, ScalarKind.INT16, ScalarKind.INT32, ScalarKind.INT64),
            List.of(ScalarKind.INT8, ScalarKind.INT16, ScalarKind.INT32, ScalarKind.FLOAT64),
            List.of(ScalarKind.FLOAT32, ScalarKind.FLOAT64));

    private final DataType reader;

    private TypeFit(DataType reader) {
        this.reader = reader;
    }

    static boolean fits(DataType data, DataType reader) {
        boolean oneOfSeveral = reader instanceof DataType.Union union
                && union.members().stream().anyMatch(member -> fits(data, member));
        return oneOfSeveral || data.equals(reader) || data.accept(new TypeFit(reader));
    }

    @Override
    public Boolean scalar(DataType.Scalar data) {
        if (!(reader instanceof DataType.Scalar wanted)) {
            return false;
        }
        if (data.kind() != wanted.kind()) {
            return LADDERS.stream().anyMatch(ladder -> isBelow(ladder, data.kind(), wanted.kind()));
        }
        boolean digits = data.kind() == ScalarKind.DECIMAL
                ? isWithin(wholeDigits(data), wholeDigits(wanted))
                : isWithin(data.precision(), wanted.precision());
        return digits && isWithin(data.length(), wanted.length()) && isWithin(data.scale(), wanted.scale());
    }

    private static boolean isBelow(List<ScalarKind> ladder, ScalarKind data, ScalarKind wanted) {
        return ladder.contains(data) && ladder.indexOf(data) < ladder.indexOf(wanted);
    }

    private static OptionalInt wholeDigits(DataType.Scalar type) {
        return type.precision().isPresent()
                ? OptionalInt.of(type.precision().getAsInt() - type.scale().orElse(0))
                : OptionalInt.empty();
    }

    /** An empty limit is none. */
    private static boolean isWithin(OptionalInt data, OptionalInt wanted) {
        return wanted.isEmpty() || (data.isPresent() && data.getAsInt() <= wanted.getAsInt());
    }

    @Override
    public Boolean enumeration(DataType.Enumeration data) {
        return (reader instanceof DataType.Enumeration wanted && wanted.labels().containsAll(data.labels()))
                || (reader instanceof DataType.Scalar text
                        && text.kind() == ScalarKind.STRING
                        && text.length().isEmpty());
    }

    @Override
    public Boolean array(DataType.Array data) {
        return reader instanceof DataType.Array wanted && fits(data.element(), wanted.element());
    }

    @Override
    public Boolean struct(DataType.Struct data) {
        return reader instanceof DataType.Struct wanted
                && wanted.fields().stream().allMatch(field -> isFilled(field, data.fields()));
    }

    private static boolean isFilled(Field wanted, List<Field> data) {
        return data.stream()
                .filter(field -> field.name().equals(wanted.name()))
                .findFirst()
                .map(field -> (wanted.nullable() || !field.nullable()) && fits(field.type(), wanted.type()))
                .orElse(wanted.nullable());
    }

    @Override
    public Boolean mapping(DataType.Mapping data) {
        return reader instanceof DataType.Mapping wanted
                && fits(data.key(), wanted.key())
                && fits(data.value(), wanted.value());
    }

    @Override
    public Boolean union(DataType.Union data) {
        return data.members().stream().allMatch(member -> fits(member, reader));
    }

    @Override
    public Boolean json(DataType.Json data) {
        return reader instanceof DataType.Json;
    }

    @Override
    public Boolean vector(DataType.Vector data) {
        return false;
    }

    @Override
    public Boolean nativeType(DataType.Native data) {
        return false;
    }
}
