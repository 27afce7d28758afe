package dev.schemaregistry.summary;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.Locale;

/** How a field's type is told. */
public final class FieldTypes {
    private FieldTypes() {}

    /** The source's own word, or ours where it has none; a vector with its dimension and how vectors are compared. */
    public static String text(Field field) {
        String word = field.nativeType().isBlank() ? field.type().text() : field.nativeType();
        if (!(field.type() instanceof DataType.Vector vector)
                || field.nativeType().isBlank()) {
            return word;
        }
        String size = vector.dimension().isPresent() && word.indexOf('(') < 0
                ? "(" + vector.dimension().getAsInt() + ')'
                : "";
        return vector.distance() == DataType.Distance.UNKNOWN
                ? word + size
                : word + size + ' ' + vector.distance().name().toLowerCase(Locale.ROOT);
    }
}
