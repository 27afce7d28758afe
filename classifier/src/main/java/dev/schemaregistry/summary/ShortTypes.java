package dev.schemaregistry.summary;

import java.util.Map;

/** Shorter spellings of common type names; they cost fewer tokens and mean the same. */
final class ShortTypes {
    private static final Map<String, String> WHOLE = Map.of(
            "timestamp with time zone", "timestamptz",
            "timestamp without time zone", "timestamp",
            "time with time zone", "timetz",
            "time without time zone", "time",
            "double precision", "double",
            "character varying", "varchar");

    private ShortTypes() {}

    static String of(String type) {
        String whole = WHOLE.get(type);
        if (whole != null) {
            return whole;
        }
        return type.startsWith("character varying(") ? "varchar" + type.substring("character varying".length()) : type;
    }
}
