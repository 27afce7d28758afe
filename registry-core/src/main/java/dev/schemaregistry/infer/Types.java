package dev.schemaregistry.infer;

import dev.schemaregistry.model.DataType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Types met beside each other. */
final class Types {
    /** What is known of a value that was never met. */
    static final DataType UNKNOWN = new DataType.Json();

    private static final Comparator<DataType> ORDER =
            Comparator.comparing(DataType::text).thenComparing(DataType::toString);

    private Types() {}

    /** One type for values of any of these: itself when there is one, else their union, each member once and in a fixed order. */
    static DataType anyOf(Collection<DataType> types) {
        List<DataType> members = types.stream()
                .flatMap(Types::members)
                .filter(type -> !type.equals(UNKNOWN))
                .distinct()
                .sorted(ORDER)
                .toList();
        if (members.isEmpty()) {
            return UNKNOWN;
        }
        return members.size() == 1 ? members.get(0) : new DataType.Union(members);
    }

    static Stream<DataType> members(DataType type) {
        return type instanceof DataType.Union union
                ? union.members().stream().flatMap(Types::members)
                : Stream.of(type);
    }
}
