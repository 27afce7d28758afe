package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether values of two types can be equal, across sources. */
enum TypeFit {
    SAME,
    /** They can, after one of them was written in the form of the other. */
    CONVERTIBLE,
    DIFFERENT,
    /** One of the types is not known. */
    UNKNOWN;

    /** Families of kinds that compare with each other as they are. */
    private static final List<Set<ScalarKind>> FAMILIES = List.of(
            EnumSet.of(ScalarKind.BOOLEAN),
            EnumSet.of(
                    ScalarKind.INT8,
                    ScalarKind.INT16,
                    ScalarKind.INT32,
                    ScalarKind.INT64,
                    ScalarKind.UINT8,
                    ScalarKind.UINT16,
                    ScalarKind.UINT32,
                    ScalarKind.UINT64,
                    ScalarKind.DECIMAL,
                    ScalarKind.FLOAT32,
                    ScalarKind.FLOAT64),
            EnumSet.of(ScalarKind.STRING),
            EnumSet.of(ScalarKind.UUID),
            EnumSet.of(ScalarKind.OBJECT_ID),
            EnumSet.of(ScalarKind.BYTES),
            EnumSet.of(ScalarKind.DATE),
            EnumSet.of(ScalarKind.TIME, ScalarKind.TIME_WITH_ZONE),
            EnumSet.of(ScalarKind.TIMESTAMP, ScalarKind.TIMESTAMP_WITH_ZONE),
            EnumSet.of(ScalarKind.INTERVAL));

    /** Pairs that mean the same in different forms. */
    private static final List<Set<ScalarKind>> FORMS = List.of(
            EnumSet.of(ScalarKind.STRING, ScalarKind.UUID),
            EnumSet.of(ScalarKind.STRING, ScalarKind.OBJECT_ID),
            EnumSet.of(ScalarKind.STRING, ScalarKind.DATE),
            EnumSet.of(ScalarKind.STRING, ScalarKind.TIMESTAMP, ScalarKind.TIMESTAMP_WITH_ZONE),
            EnumSet.of(ScalarKind.DATE, ScalarKind.TIMESTAMP, ScalarKind.TIMESTAMP_WITH_ZONE));

    /** What PostgreSQL calls the types of computed columns. */
    private static final Map<String, DataType> COMPUTED = Map.ofEntries(
            Map.entry("boolean", DataType.scalar(ScalarKind.BOOLEAN)),
            Map.entry("smallint", DataType.scalar(ScalarKind.INT16)),
            Map.entry("integer", DataType.scalar(ScalarKind.INT32)),
            Map.entry("bigint", DataType.scalar(ScalarKind.INT64)),
            Map.entry("numeric", DataType.scalar(ScalarKind.DECIMAL)),
            Map.entry("real", DataType.scalar(ScalarKind.FLOAT32)),
            Map.entry("double precision", DataType.scalar(ScalarKind.FLOAT64)),
            Map.entry("text", DataType.string()),
            Map.entry("character varying", DataType.string()),
            Map.entry("uuid", DataType.scalar(ScalarKind.UUID)),
            Map.entry("date", DataType.scalar(ScalarKind.DATE)),
            Map.entry("timestamp without time zone", DataType.scalar(ScalarKind.TIMESTAMP)),
            Map.entry("timestamp with time zone", DataType.scalar(ScalarKind.TIMESTAMP_WITH_ZONE)));

    /** The type of a column, computed ones included. */
    static Optional<DataType> type(ResultColumn column) {
        return column.type()
                .or(() -> Optional.ofNullable(COMPUTED.get(column.nativeType().toLowerCase(Locale.ROOT))));
    }

    static TypeFit of(ResultColumn left, ResultColumn right) {
        Optional<DataType> one = type(left);
        Optional<DataType> other = type(right);
        return one.isPresent() && other.isPresent() ? of(one.get(), other.get()) : UNKNOWN;
    }

    /** The best fit of any two alternatives. */
    static TypeFit of(DataType left, DataType right) {
        return alternatives(left).stream()
                .flatMap(one -> alternatives(right).stream().map(other -> single(one, other)))
                .min(TypeFit::better)
                .orElse(UNKNOWN);
    }

    private static int better(TypeFit one, TypeFit other) {
        List<TypeFit> order = List.of(SAME, CONVERTIBLE, UNKNOWN, DIFFERENT);
        return Integer.compare(order.indexOf(one), order.indexOf(other));
    }

    private static List<DataType> alternatives(DataType type) {
        return type instanceof DataType.Union union
                ? union.members().stream()
                        .flatMap(member -> alternatives(member).stream())
                        .toList()
                : List.of(type);
    }

    private static TypeFit single(DataType left, DataType right) {
        Optional<ScalarKind> one = kind(left);
        Optional<ScalarKind> other = kind(right);
        if (isOpen(left) || isOpen(right)) {
            return UNKNOWN;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return left.equals(right) ? SAME : DIFFERENT;
        }
        Set<ScalarKind> both = EnumSet.of(one.get(), other.get());
        if (FAMILIES.stream().anyMatch(family -> family.containsAll(both))) {
            return SAME;
        }
        return FORMS.stream().anyMatch(form -> form.containsAll(both)) ? CONVERTIBLE : DIFFERENT;
    }

    private static Optional<ScalarKind> kind(DataType type) {
        if (type instanceof DataType.Enumeration) {
            return Optional.of(ScalarKind.STRING);
        }
        return type instanceof DataType.Scalar scalar ? Optional.of(scalar.kind()) : Optional.empty();
    }

    private static boolean isOpen(DataType type) {
        return type instanceof DataType.Json || type instanceof DataType.Native;
    }
}
