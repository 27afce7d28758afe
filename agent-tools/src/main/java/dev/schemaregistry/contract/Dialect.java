package dev.schemaregistry.contract;

import java.util.Locale;
import java.util.Optional;

/** The language a query is written in. */
public enum Dialect {
    POSTGRESQL,
    SQLITE,
    MYSQL,
    CLICKHOUSE,
    BIGQUERY,
    SPARK,
    DUCKDB,
    /** A request as one JSON document, the body of a REST call with the collection. */
    QDRANT,
    /** A call of the Web API as one JSON document. */
    SLACK,
    /** One command document, in JSON, Extended JSON or the shell's form. */
    MONGODB;

    /** Whether names follow the rules of SQL identifiers. */
    public boolean isSql() {
        return this != QDRANT && this != SLACK && this != MONGODB;
    }

    /** The dialect of a source, from its connector's word: {@code postgres}, {@code sqlite}, {@code mongodb}; empty when none checks it yet. */
    public static Optional<Dialect> ofSourceType(String sourceType) {
        return switch (sourceType.toLowerCase(Locale.ROOT)) {
            case "postgres", "postgresql" -> Optional.of(POSTGRESQL);
            case "sqlite" -> Optional.of(SQLITE);
            case "mysql", "mariadb" -> Optional.of(MYSQL);
            case "clickhouse" -> Optional.of(CLICKHOUSE);
            case "bigquery" -> Optional.of(BIGQUERY);
            case "spark", "databricks" -> Optional.of(SPARK);
            case "duckdb" -> Optional.of(DUCKDB);
            case "qdrant" -> Optional.of(QDRANT);
            case "slack" -> Optional.of(SLACK);
            case "mongodb" -> Optional.of(MONGODB);
            default -> Optional.empty();
        };
    }
}
