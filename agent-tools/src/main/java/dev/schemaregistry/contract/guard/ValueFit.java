package dev.schemaregistry.contract.guard;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value, as a driver hands it over, is one of a type. What a driver hands over in a class of its own is not judged: a false
 * alarm costs more than a miss.
 *
 * @param value never null at the top; inside of lists and documents null fits
 */
record ValueFit(Object value) implements DataType.Visitor<Boolean> {
    private static final int MOST_ITEMS = 100;

    static boolean fits(DataType type, @Nullable Object value) {
        return value == null || type.accept(new ValueFit(value));
    }

    @Override
    public Boolean scalar(DataType.Scalar type) {
        return ScalarFit.fits(type, value);
    }

    @Override
    public Boolean enumeration(DataType.Enumeration type) {
        return !(value instanceof CharSequence label) || type.labels().contains(label.toString());
    }

    @Override
    public Boolean array(DataType.Array type) {
        return items().map(items -> items.stream().limit(MOST_ITEMS).allMatch(item -> fits(type.element(), item)))
                .orElse(!isPlain());
    }

    @Override
    public Boolean struct(DataType.Struct type) {
        if (value instanceof Map<?, ?> members) {
            return type.fields().stream().allMatch(field -> fitsMember(field, members));
        }
        return !isPlain() && items().isEmpty();
    }

    private static boolean fitsMember(Field field, Map<?, ?> members) {
        return fits(field.type(), members.get(field.name()));
    }

    @Override
    public Boolean mapping(DataType.Mapping type) {
        return value instanceof Map || !isPlain();
    }

    @Override
    public Boolean union(DataType.Union type) {
        return type.members().stream().anyMatch(member -> fits(member, value));
    }

    @Override
    public Boolean json(DataType.Json type) {
        return true;
    }

    @Override
    public Boolean vector(DataType.Vector type) {
        if (type.sparse() || items().isEmpty()) {
            return true;
        }
        List<?> numbers = items().get();
        boolean several = numbers.stream().noneMatch(Number.class::isInstance);
        return several || type.dimension().isEmpty() || type.dimension().getAsInt() == numbers.size();
    }

    @Override
    public Boolean nativeType(DataType.Native type) {
        return true;
    }

    /** A text, number or boolean: what is certainly no list and no document. */
    private boolean isPlain() {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    }

    private Optional<List<?>> items() {
        if (value instanceof Collection<?> collection) {
            return Optional.of(List.copyOf(withoutNulls(collection)));
        }
        if (value instanceof java.sql.Array array) {
            return elements(array);
        }
        boolean isArray = value.getClass().isArray() && !(value instanceof byte[]);
        return isArray ? Optional.of(elements(value)) : Optional.empty();
    }

    private static Optional<List<?>> elements(java.sql.Array array) {
        try {
            return Optional.of(elements(array.getArray()));
        } catch (SQLException notToBeRead) {
            return Optional.empty();
        }
    }

    private static List<?> elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(at -> Array.get(array, at))
                .filter(element -> element != null)
                .toList();
    }

    private static List<?> withoutNulls(Collection<?> items) {
        return items.stream().filter(item -> item != null).toList();
    }
}
