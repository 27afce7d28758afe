package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * The server's own scalar types, and those of widely used extensions, by their catalog name. What a modifier ({@code atttypmod})
 * means is each type's own affair: see the server's {@code numeric.c}, {@code varchar.c}, {@code timestamp.c}.
 */
final class ScalarTypes {
    /** The size of the header that the server counts into the length of a value. */
    private static final int HEADER = 4;
    /** An interval's modifier holds its fields in the upper half, its precision in the lower. */
    private static final int INTERVAL_PRECISION = 0xFFFF;

    private static final Map<String, IntFunction<DataType>> BUILT_IN = Map.ofEntries(
            plain("bool", ScalarKind.BOOLEAN),
            plain("int2", ScalarKind.INT16),
            plain("int4", ScalarKind.INT32),
            plain("int8", ScalarKind.INT64),
            plain("oid", ScalarKind.UINT32),
            plain("float4", ScalarKind.FLOAT32),
            plain("float8", ScalarKind.FLOAT64),
            Map.entry("numeric", ScalarTypes::numeric),
            plain("text", ScalarKind.STRING),
            Map.entry("varchar", ScalarTypes::characters),
            Map.entry("bpchar", ScalarTypes::characters),
            Map.entry("char", modifier -> DataType.string(1)),
            Map.entry("name", modifier -> DataType.string(63)),
            plain("bytea", ScalarKind.BYTES),
            plain("date", ScalarKind.DATE),
            temporal("time", ScalarKind.TIME),
            temporal("timetz", ScalarKind.TIME_WITH_ZONE),
            temporal("timestamp", ScalarKind.TIMESTAMP),
            temporal("timestamptz", ScalarKind.TIMESTAMP_WITH_ZONE),
            Map.entry("interval", ScalarTypes::interval),
            plain("uuid", ScalarKind.UUID),
            Map.entry("json", modifier -> new DataType.Json()),
            Map.entry("jsonb", modifier -> new DataType.Json()));

    private static final Map<String, IntFunction<DataType>> OF_EXTENSIONS = Map.of(
            "citext", modifier -> DataType.string(),
            "hstore", modifier -> new DataType.Mapping(DataType.string(), DataType.string()),
            "vector", ScalarTypes::vector,
            "halfvec", ScalarTypes::vector,
            "sparsevec", modifier -> new DataType.Vector(OptionalInt.empty(), Distance.UNKNOWN, true));

    private ScalarTypes() {}

    /** The neutral type; empty for one that only the source knows. */
    static Optional<DataType> find(String namespace, String name, int modifier) {
        IntFunction<DataType> type = (namespace.equals("pg_catalog") ? BUILT_IN : OF_EXTENSIONS).get(name);
        return Optional.ofNullable(type).map(make -> make.apply(modifier));
    }

    private static Map.Entry<String, IntFunction<DataType>> plain(String name, ScalarKind kind) {
        return Map.entry(name, modifier -> DataType.scalar(kind));
    }

    private static Map.Entry<String, IntFunction<DataType>> temporal(String name, ScalarKind kind) {
        return Map.entry(name, modifier -> modifier < 0 ? DataType.scalar(kind) : DataType.temporal(kind, modifier));
    }

    private static DataType numeric(int modifier) {
        if (modifier < HEADER) {
            return DataType.scalar(ScalarKind.DECIMAL);
        }
        int packed = modifier - HEADER;
        // The scale is a signed number of 11 bits.
        int scale = ((packed & 0x7FF) ^ 0x400) - 0x400;
        return DataType.decimal(packed >> 16 & 0xFFFF, scale);
    }

    private static DataType characters(int modifier) {
        return modifier < HEADER ? DataType.string() : DataType.string(modifier - HEADER);
    }

    private static DataType interval(int modifier) {
        int precision = modifier & INTERVAL_PRECISION;
        return modifier < 0 || precision == INTERVAL_PRECISION
                ? DataType.scalar(ScalarKind.INTERVAL)
                : DataType.temporal(ScalarKind.INTERVAL, precision);
    }

    private static DataType vector(int modifier) {
        OptionalInt dimension = modifier > 0 ? OptionalInt.of(modifier) : OptionalInt.empty();
        return new DataType.Vector(dimension, Distance.UNKNOWN, false);
    }
}
