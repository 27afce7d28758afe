package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a declared type says. SQLite takes any words for a type; those in wide use are read as what their authors mean, others by
 * the rules of affinity ("Datatypes In SQLite", 3.1). A name that no rule knows has affinity NUMERIC, which says nothing about
 * what is meant, and stays native. SQLite itself enforces neither length nor precision, and outside of STRICT tables not even
 * the type.
 */
final class SqliteTypes {
    private static final Pattern DECLARED = Pattern.compile(
            "\\s*(?<name>[^(]*?)\\s*(?:\\(\\s*(?<first>[0-9]{1,9})\\s*(?:,\\s*(?<second>[0-9]{1,9})\\s*)?\\).*)?",
            Pattern.DOTALL);

    private static final Map<String, ScalarKind> BY_NAME = Map.ofEntries(
            Map.entry("BOOLEAN", ScalarKind.BOOLEAN),
            Map.entry("BOOL", ScalarKind.BOOLEAN),
            Map.entry("DATE", ScalarKind.DATE),
            Map.entry("TIME", ScalarKind.TIME),
            Map.entry("DATETIME", ScalarKind.TIMESTAMP),
            Map.entry("TIMESTAMP", ScalarKind.TIMESTAMP),
            Map.entry("TIMESTAMPTZ", ScalarKind.TIMESTAMP_WITH_ZONE),
            Map.entry("TIMESTAMP WITH TIME ZONE", ScalarKind.TIMESTAMP_WITH_ZONE),
            Map.entry("UUID", ScalarKind.UUID),
            Map.entry("GUID", ScalarKind.UUID),
            Map.entry("TINYINT", ScalarKind.INT8),
            Map.entry("SMALLINT", ScalarKind.INT16),
            Map.entry("MEDIUMINT", ScalarKind.INT32),
            Map.entry("INTERVAL", ScalarKind.INTERVAL),
            Map.entry("STRING", ScalarKind.STRING),
            Map.entry("BINARY", ScalarKind.BYTES),
            Map.entry("VARBINARY", ScalarKind.BYTES),
            Map.entry("NUMERIC", ScalarKind.DECIMAL),
            Map.entry("DECIMAL", ScalarKind.DECIMAL),
            Map.entry("DEC", ScalarKind.DECIMAL),
            Map.entry("NUMBER", ScalarKind.DECIMAL),
            Map.entry("MONEY", ScalarKind.DECIMAL));

    /** Geometries that the rules of affinity would take for integers, by their last three letters. */
    private static final Set<String> NATIVE = Set.of("POINT", "MULTIPOINT");

    private record Affinity(List<String> parts, ScalarKind kind) {}

    /** In this order: the first that occurs in the name decides. */
    private static final List<Affinity> AFFINITIES = List.of(
            new Affinity(List.of("INT"), ScalarKind.INT64),
            new Affinity(List.of("CHAR", "CLOB", "TEXT"), ScalarKind.STRING),
            new Affinity(List.of("BLOB"), ScalarKind.BYTES),
            new Affinity(List.of("REAL", "FLOA", "DOUB"), ScalarKind.FLOAT64));

    private SqliteTypes() {}

    static DataType of(String declared) {
        Matcher matcher = DECLARED.matcher(declared);
        String name = matcher.matches() ? matcher.group("name").toUpperCase(Locale.ROOT) : declared;
        if (name.isEmpty() || name.equals("ANY")) {
            return new DataType.Native("any");
        }
        if (name.equals("JSON") || name.equals("JSONB")) {
            return new DataType.Json();
        }
        Optional<ScalarKind> kind = Optional.ofNullable(BY_NAME.get(name)).or(() -> affinity(name));
        return kind.map(scalar -> scalar(scalar, matcher)).orElseGet(() -> new DataType.Native(declared));
    }

    private static DataType scalar(ScalarKind kind, Matcher matcher) {
        return switch (kind) {
            case STRING, BYTES ->
                new DataType.Scalar(kind, number(matcher, "first"), OptionalInt.empty(), OptionalInt.empty());
            case DECIMAL -> decimal(number(matcher, "first"), number(matcher, "second"));
            default -> DataType.scalar(kind);
        };
    }

    private static Optional<ScalarKind> affinity(String name) {
        return AFFINITIES.stream()
                .filter(affinity ->
                        !NATIVE.contains(name) && affinity.parts().stream().anyMatch(name::contains))
                .map(Affinity::kind)
                .findFirst();
    }

    private static DataType decimal(OptionalInt precision, OptionalInt scale) {
        return precision.isEmpty()
                ? DataType.scalar(ScalarKind.DECIMAL)
                : DataType.decimal(precision.getAsInt(), scale.orElse(0));
    }

    private static OptionalInt number(Matcher matcher, String group) {
        if (!matcher.matches() || matcher.group(group) == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(matcher.group(group)));
    }
}
