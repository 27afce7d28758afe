package dev.schemaregistry.classify.index;

import dev.schemaregistry.model.DataType;
import java.util.List;

/** The labels of an enumeration, also inside an array. */
final class EnumLabels {
    private EnumLabels() {}

    static List<String> of(DataType type) {
        if (type instanceof DataType.Enumeration enumeration) {
            return enumeration.labels();
        }
        return type instanceof DataType.Array array ? of(array.element()) : List.of();
    }
}
