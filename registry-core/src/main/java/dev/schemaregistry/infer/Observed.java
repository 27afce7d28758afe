package dev.schemaregistry.infer;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value met in a sample: its type and its parts, never the value itself, so that no data of a source outlives the reading.
 *
 * <p>Immutable values without null inside. Documents keep the order of their fields.
 */
public sealed interface Observed {
    /** A field that was there and held nothing. */
    record Null() implements Observed {}

    /**
     * A value without parts that are of interest.
     *
     * @param nativeType the source's own word for the type, for example {@code objectId}; must not be empty
     */
    record Value(DataType type, String nativeType) implements Observed {
        public Value {
            requireNonNull(type, "type");
            requireNonNull(nativeType, "nativeType");
            if (nativeType.isEmpty()) {
                throw new IllegalArgumentException("an observed " + type.text() + " needs its native type");
            }
        }
    }

    /** A list, its items in order. */
    record Items(List<Observed> items) implements Observed {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A document: named values, in the document's order. */
    record Document(Map<String, Observed> fields) implements Observed {
        public Document {
            fields.forEach((name, value) -> requireNonNull(value, requireNonNull(name, "name")));
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }
}
