package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import dev.schemaregistry.model.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From the server's spelling of a type, such as {@code character varying(50)[]}, to the catalog's. */
final class NativeTypes {
    private static final Pattern MODIFIER = Pattern.compile("\\([^)]*\\)");

    private final PostgresCatalog catalog;
    private final Map<String, Integer> byDisplayName = new HashMap<>();

    NativeTypes(PostgresCatalog catalog) {
        this.catalog = catalog;
        for (String name : catalog.typeNames()) {
            catalog.findType(name).ifPresent(this::add);
        }
    }

    private void add(CatalogType type) {
        byDisplayName.put(type.displayName(), type.oid());
        byDisplayName.put(type.name(), type.oid());
    }

    /** The name without modifiers and array brackets: {@code timestamp(3) with time zone} is one without its digits. */
    static String elementName(String nativeType) {
        String name = MODIFIER.matcher(nativeType).replaceAll("").trim().replaceAll("\\s+", " ");
        while (name.endsWith("[]")) {
            name = name.substring(0, name.length() - 2);
        }
        return name;
    }

    /** The parts of a dotted, possibly quoted name. */
    static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        parts.add(part.toString());
        return parts;
    }

    Optional<Integer> find(String elementName) {
        return Optional.ofNullable(byDisplayName.get(elementName));
    }

    /** What a neutral type is in PostgreSQL; empty when that is not sure. */
    Optional<Integer> ofNeutral(DataType type) {
        if (type instanceof DataType.Scalar scalar) {
            return Optional.of(scalar(scalar));
        }
        if (type instanceof DataType.Json) {
            return Optional.of(TypeIds.JSONB);
        }
        if (type instanceof DataType.Array array) {
            return ofNeutral(array.element()).flatMap(catalog::arrayType);
        }
        return type instanceof DataType.Native named ? find(named.name()) : Optional.empty();
    }

    private static int scalar(DataType.Scalar scalar) {
        return switch (scalar.kind()) {
            case BOOLEAN -> TypeIds.BOOL;
            case INT8, INT16, UINT8 -> TypeIds.INT2;
            case INT32, UINT16 -> TypeIds.INT4;
            case INT64, UINT32 -> TypeIds.INT8;
            case UINT64, DECIMAL -> TypeIds.NUMERIC;
            case FLOAT32 -> TypeIds.FLOAT4;
            case FLOAT64 -> TypeIds.FLOAT8;
            case STRING, OBJECT_ID -> TypeIds.TEXT;
            case BYTES -> TypeIds.BYTEA;
            case DATE -> TypeIds.DATE;
            case TIME -> TypeIds.TIME;
            case TIME_WITH_ZONE -> TypeIds.TIMETZ;
            case TIMESTAMP -> TypeIds.TIMESTAMP;
            case TIMESTAMP_WITH_ZONE -> TypeIds.TIMESTAMPTZ;
            case INTERVAL -> TypeIds.INTERVAL;
            case UUID -> TypeIds.UUID;
        };
    }
}
