package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.DataType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the server's types, known by OID and modifier, into neutral ones. Confined to one reading. */
final class PostgresTypes {
    private record Key(long oid, int modifier) {}

    /** A row of {@code types.sql}. */
    private record Definition(
            String namespace,
            String name,
            String kind,
            String nativeType,
            long element,
            long relation,
            long base,
            int baseModifier,
            Optional<String> baseType,
            boolean notNull,
            Optional<String> defaultExpression,
            List<String> labels,
            Optional<String> checks) {

        static Definition of(Row row) throws SQLException {
            return new Definition(
                    row.text("nspname"),
                    row.text("typname"),
                    row.text("kind"),
                    row.text("native_type"),
                    row.oid("typelem"),
                    row.oid("typrelid"),
                    row.oid("typbasetype"),
                    row.number("typtypmod"),
                    row.find("base_type"),
                    row.is("typnotnull"),
                    row.find("typdefault"),
                    row.texts("labels"),
                    row.find("checks"));
        }
    }

    /**
     * What a domain adds to its base type.
     *
     * @param properties for the field, under the names that users see
     */
    record Domain(boolean notNull, Map<String, String> properties) {}

    private final Map<Long, Definition> definitions = new HashMap<>();
    private final Map<Long, List<Column>> columns;
    private final Map<Key, DataType> resolved = new HashMap<>();

    /**
     * @param columns the members of composite types among others, by the OID of their relation
     */
    PostgresTypes(Map<Long, List<Column>> columns) {
        this.columns = columns;
    }

    void add(Row row) throws SQLException {
        definitions.put(row.oid("oid"), Definition.of(row));
    }

    /** The neutral form of a type. */
    DataType resolve(long oid, int modifier, String nativeType) {
        Key key = new Key(oid, modifier);
        @Nullable DataType known = resolved.get(key);
        if (known != null) {
            return known;
        }
        // Stands in while the members of a composite type are looked at; the server allows no type inside itself.
        resolved.put(key, new DataType.Native(nativeType));
        DataType type = make(oid, modifier, nativeType);
        resolved.put(key, type);
        return type;
    }

    /** What the domain of that OID and the domains below it add; empty for any other type. */
    Optional<Domain> domain(long oid) {
        return Optional.ofNullable(definitions.get(oid))
                .filter(definition -> definition.kind().equals("d"))
                .map(this::domain);
    }

    private Domain domain(Definition definition) {
        Domain below = domain(definition.base()).orElse(new Domain(false, Map.of()));
        Map<String, String> properties = new LinkedHashMap<>(below.properties());
        definition.baseType().ifPresent(type -> properties.put("domain_type", type));
        definition.defaultExpression().ifPresent(value -> properties.put("domain_default", value));
        definition
                .checks()
                .ifPresent(checks -> properties.merge("domain_check", checks, (one, two) -> one + ' ' + two));
        return new Domain(definition.notNull() || below.notNull(), properties);
    }

    private DataType make(long oid, int modifier, String nativeType) {
        @Nullable Definition definition = definitions.get(oid);
        if (definition == null) {
            return new DataType.Native(nativeType);
        }
        return switch (definition.kind()) {
            case "a" -> new DataType.Array(resolve(definition.element(), modifier, elementType(nativeType)));
            case "d" ->
                resolve(
                        definition.base(),
                        definition.baseModifier(),
                        definition.baseType().orElse(nativeType));
            case "e" -> new DataType.Enumeration(Optional.of(definition.nativeType()), definition.labels());
            case "c" -> struct(definition, nativeType);
            default ->
                ScalarTypes.find(definition.namespace(), definition.name(), modifier)
                        .orElseGet(() -> new DataType.Native(nativeType));
        };
    }

    private DataType struct(Definition definition, String nativeType) {
        @Nullable List<Column> members = columns.get(definition.relation());
        if (members == null) {
            return new DataType.Native(nativeType);
        }
        return new DataType.Struct(
                Optional.of(definition.nativeType()),
                members.stream().map(member -> member.field(this)).toList());
    }

    private static String elementType(String arrayType) {
        return arrayType.endsWith("[]") ? arrayType.substring(0, arrayType.length() - 2) : arrayType;
    }
}
