package dev.schemaregistry.contract.shadow;

import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables of a stored schema in an empty database: extensions that the server has, enumerations, domains without their conditions,
 * then each table with its columns and primary key, views as tables. What can't be made is left out and named. For one thread.
 */
final class ShadowLayout {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowLayout.class);

    private final Connection owner;
    private final SchemaContext schema;

    ShadowLayout(Connection owner, SchemaContext schema) {
        this.owner = owner;
        this.schema = schema;
    }

    /** The tables that are missing. */
    Set<TableName> layOut() throws SQLException {
        EngineCatalog catalog = schema.catalog().orElse(EngineCatalog.EMPTY);
        Stream.concat(
                        schema.tables().stream().map(table -> schema.nativeNamespace(table.name())),
                        catalog.types().stream().map(type -> type.name().namespace()))
                .distinct()
                .filter(namespace -> !namespace.isEmpty())
                .forEach(namespace -> attempt("CREATE SCHEMA IF NOT EXISTS " + quoted(namespace)));
        extensions(catalog).forEach(name -> attempt("CREATE EXTENSION IF NOT EXISTS " + quoted(name) + " CASCADE"));
        catalog.types().forEach(this::addType);
        schema.tables().forEach(this::addEnumerations);
        Set<TableName> missing = new HashSet<>();
        for (Table table : schema.tables()) {
            if (!attempt(statement(table))) {
                missing.add(table.name());
            }
        }
        grant();
        return Set.copyOf(missing);
    }

    private static Set<String> extensions(EngineCatalog catalog) {
        return Stream.concat(
                        catalog.types().stream().flatMap(type -> type.calls().stream()),
                        catalog.operators().stream().map(EngineOperator::routine))
                .map(EngineRoutine::extension)
                .flatMap(java.util.Optional::stream)
                .collect(Collectors.toSet());
    }

    private void addType(EngineType type) {
        String name = qualified(type.name());
        switch (type.kind()) {
            case ENUM -> attempt("CREATE TYPE " + name + " AS ENUM (" + literals(type.labels()) + ')');
            case DOMAIN -> type.base().ifPresent(base -> attempt("CREATE DOMAIN " + name + " AS " + qualified(base)));
            case RANGE ->
                type.subtype()
                        .ifPresent(
                                of -> attempt("CREATE TYPE " + name + " AS RANGE (SUBTYPE = " + qualified(of) + ')'));
            default -> {
                // composite and base types come with their tables and extensions, or are missing
            }
        }
    }

    /** Enumerations are known by the fields that use them, where the source's own catalog is not known. */
    private void addEnumerations(Table table) {
        for (Field field : table.fields()) {
            if (field.type() instanceof DataType.Enumeration enumeration
                    && !field.nativeType().isBlank()) {
                attempt("CREATE TYPE " + field.nativeType() + " AS ENUM (" + literals(enumeration.labels()) + ')');
            }
        }
    }

    private String statement(Table table) {
        Stream<String> columns = table.fields().stream()
                .map(field -> quoted(field.name()) + ' ' + field.nativeType() + (field.nullable() ? "" : " NOT NULL"));
        Stream<String> key = table.primaryKey().stream()
                .map(primary -> "PRIMARY KEY ("
                        + primary.fields().stream().map(ShadowLayout::quoted).collect(Collectors.joining(", ")) + ')');
        return "CREATE TABLE " + quoted(schema.nativeNamespace(table.name())) + '.'
                + quoted(table.name().name()) + " ("
                + Stream.concat(columns, key).collect(Collectors.joining(", ")) + ')';
    }

    /** Types are texts from a source: one that ends the statement is no single one, and the extended protocol takes only one. */
    private boolean attempt(String sql) {
        try (var statement = owner.prepareStatement(sql.replace("?", "??"))) {
            if (statement.getParameterMetaData().getParameterCount() != 0 || isSeveral(sql)) {
                return false;
            }
            statement.execute();
            return true;
        } catch (SQLException refused) {
            LOG.debug("left out at the shadow server: {}", refused.getMessage());
            return false;
        }
    }

    private static boolean isSeveral(String sql) throws SQLException {
        return org.postgresql.core.Parser.parseJdbcSql(sql, true, false, true, false, false)
                        .size()
                != 1;
    }

    private void grant() throws SQLException {
        Set<String> namespaces = schema.tables().stream()
                .map(table -> quoted(schema.nativeNamespace(table.name())))
                .collect(Collectors.toSet());
        try (Statement statement = owner.createStatement()) {
            for (String namespace : namespaces) {
                statement.execute("GRANT USAGE ON SCHEMA " + namespace
                        + " TO PUBLIC; GRANT SELECT ON ALL TABLES IN SCHEMA " + namespace + " TO PUBLIC");
            }
            if (!schema.searchPath().isEmpty()) {
                statement.execute("ALTER ROLE shadow_reader IN DATABASE "
                        + quoted(owner.getCatalog()) + " SET search_path = "
                        + schema.searchPath().stream().map(ShadowLayout::quoted).collect(Collectors.joining(", ")));
            }
        }
    }

    private static String qualified(EngineName name) {
        return quoted(name.namespace()) + '.' + quoted(name.name());
    }

    private static String literals(List<String> labels) {
        return labels.stream()
                .map(label -> '\'' + label.replace("'", "''") + '\'')
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
