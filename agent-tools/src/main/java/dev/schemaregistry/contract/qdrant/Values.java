package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Kinds of payload values that a condition can hold for. A list is met by any of its items. */
enum Values {
    TEXT("texts"),
    WHOLE("whole numbers"),
    FLAG("true or false"),
    NUMBER("numbers"),
    /** The server reads texts as moments where a condition has moments. */
    MOMENT("moments"),
    PLACE("places with lon and lat");

    private static final Set<ScalarKind> WHOLE_KINDS = EnumSet.of(
            ScalarKind.INT8,
            ScalarKind.INT16,
            ScalarKind.INT32,
            ScalarKind.INT64,
            ScalarKind.UINT8,
            ScalarKind.UINT16,
            ScalarKind.UINT32,
            ScalarKind.UINT64);

    private final String words;

    Values(String words) {
        this.words = words;
    }

    private boolean hold(ScalarKind kind) {
        return switch (this) {
            case TEXT -> isText(kind) || kind == ScalarKind.UUID;
            case WHOLE -> WHOLE_KINDS.contains(kind);
            case FLAG -> kind == ScalarKind.BOOLEAN;
            case NUMBER ->
                WHOLE_KINDS.contains(kind)
                        || kind == ScalarKind.FLOAT32
                        || kind == ScalarKind.FLOAT64
                        || kind == ScalarKind.DECIMAL;
            case MOMENT -> isText(kind) || kind == ScalarKind.DATE;
            case PLACE -> false;
        };
    }

    /** Moments travel as texts. */
    private static boolean isText(ScalarKind kind) {
        return kind == ScalarKind.STRING || kind == ScalarKind.TIMESTAMP_WITH_ZONE || kind == ScalarKind.TIMESTAMP;
    }

    String words() {
        return words;
    }

    /** Whether a field of that type can hold such a value, as far as its type is known. */
    boolean mayStandIn(DataType type) {
        return leaves(type).anyMatch(leaf -> isOpen(leaf) || suits(leaf));
    }

    private boolean suits(DataType type) {
        if (this == PLACE) {
            return type instanceof DataType.Struct struct
                    && struct.fields().stream().map(Field::name).toList().containsAll(List.of("lat", "lon"));
        }
        if (this == TEXT && type instanceof DataType.Enumeration) {
            return true;
        }
        return type instanceof DataType.Scalar scalar && hold(scalar.kind());
    }

    /** Whether the shape of the value is not known. */
    static boolean isOpen(DataType type) {
        return type instanceof DataType.Json || type instanceof DataType.Mapping || type instanceof DataType.Native;
    }

    /** What may be met, without lists and alternatives around it. */
    static Stream<DataType> leaves(DataType type) {
        if (type instanceof DataType.Array array) {
            return leaves(array.element());
        }
        if (type instanceof DataType.Union union) {
            return union.members().stream().flatMap(Values::leaves);
        }
        return Stream.of(type);
    }
}
