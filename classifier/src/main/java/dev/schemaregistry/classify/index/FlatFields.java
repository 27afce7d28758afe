package dev.schemaregistry.classify.index;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fields with their nested ones, each nested one under its dotted path. */
final class FlatFields {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FIELDS = 50_000;

    private FlatFields() {}

    static List<Field> of(List<Field> fields) {
        List<Field> flat = new ArrayList<>();
        collect("", fields, 0, flat);
        return List.copyOf(flat);
    }

    private static void collect(String path, List<Field> fields, int depth, List<Field> flat) {
        for (Field field : fields) {
            if (flat.size() == MAX_FIELDS) {
                return;
            }
            Field named = path.isEmpty() ? field : field.withName(path + field.name());
            flat.add(named);
            Optional<DataType.Struct> inner = depth < MAX_DEPTH ? struct(field.type()) : Optional.empty();
            inner.ifPresent(struct -> collect(named.name() + '.', struct.fields(), depth + 1, flat));
        }
    }

    private static Optional<DataType.Struct> struct(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return Optional.of(struct);
        }
        return type instanceof DataType.Array array ? struct(array.element()) : Optional.empty();
    }
}
