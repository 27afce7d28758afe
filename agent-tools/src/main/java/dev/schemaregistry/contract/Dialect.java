package dev.schemaregistry.contract;

import java.util.Locale;
import java.util.Optional;

/** The language a query is written in. */
public enum Dialect {
    POSTGRESQL,
    SQLITE,
    /** One command document, in JSON, Extended JSON or the shell's form. */
    MONGODB;

    /** The dialect of a source, from its connector's word: {@code postgres}, {@code sqlite}, {@code mongodb}; empty when none checks it yet. */
    public static Optional<Dialect> ofSourceType(String sourceType) {
        return switch (sourceType.toLowerCase(Locale.ROOT)) {
            case "postgres", "postgresql" -> Optional.of(POSTGRESQL);
            case "sqlite" -> Optional.of(SQLITE);
            case "mongodb" -> Optional.of(MONGODB);
            default -> Optional.empty();
        };
    }
}
