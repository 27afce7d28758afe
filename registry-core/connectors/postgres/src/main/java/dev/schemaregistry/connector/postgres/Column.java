package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A row of {@code columns.sql}. */
record Column(
        int number,
        String name,
        long typeOid,
        int typeModifier,
        String nativeType,
        boolean notNull,
        Optional<String> defaultExpression,
        Generation generation,
        Optional<String> collation,
        Optional<String> comment) {

    static Column of(Row row) throws SQLException {
        Optional<String> expression = row.find("expression");
        boolean generated = !row.text("attgenerated").isEmpty();
        return new Column(
                row.number("attnum"),
                row.text("attname"),
                row.oid("atttypid"),
                row.number("atttypmod"),
                row.text("native_type"),
                row.is("attnotnull"),
                generated ? Optional.empty() : expression,
                generation(row.text("attidentity"), row.text("attgenerated"), expression),
                row.find("collation"),
                row.find("description"));
    }

    private static Generation generation(String identity, String generated, Optional<String> expression) {
        return switch (identity + generated) {
            case "a" -> Generation.of(Generation.Kind.IDENTITY_ALWAYS);
            case "d" -> Generation.of(Generation.Kind.IDENTITY_BY_DEFAULT);
            case "s" -> Generation.computed(Generation.Kind.STORED, expression.orElse(""));
            case "v" -> Generation.computed(Generation.Kind.VIRTUAL, expression.orElse(""));
            default -> Generation.NONE;
        };
    }

    Field field(PostgresTypes types) {
        Optional<PostgresTypes.Domain> domain = types.domain(typeOid);
        boolean notNullByDomain = domain.filter(PostgresTypes.Domain::notNull).isPresent();
        Map<String, String> properties = new TreeMap<>();
        domain.ifPresent(facts -> properties.putAll(facts.properties()));
        collation.ifPresent(value -> properties.put("collation", value));
        if (notNullByDomain && !notNull) {
            properties.put("domain_not_null", "true");
        }
        return new Field(
                name,
                types.resolve(typeOid, typeModifier, nativeType),
                nativeType,
                !notNull && !notNullByDomain,
                defaultExpression,
                generation,
                comment,
                Optional.of(Integer.toString(number)),
                OptionalDouble.empty(),
                properties);
    }
}
