package dev.schemaregistry.contract;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a check knows of one source: its tables at their current versions. A value; equal only to itself, because checkers keep
 * what they derive from it (an empty database, name indexes) for as long as it lives. So build it once per revision of a
 * source and keep it.
 *
 * <p>Safe to share between threads.
 */
public final class SchemaContext {
    private final SourceId source;
    private final Dialect dialect;
    private final String engine;
    private final String defaultNamespace;
    private final List<String> searchPath;
    private final List<Table> tables;
    private final Map<TableName, Table> byName;
    private final Map<TableName, SemanticVersion> versions;
    private final Optional<EngineCatalog> catalog;
    private final boolean withholds;
    private final Set<String> hiddenNames;

    private SchemaContext(
            SourceId source,
            Dialect dialect,
            String engine,
            String defaultNamespace,
            List<String> searchPath,
            List<Table> tables,
            Map<TableName, SemanticVersion> versions,
            Optional<EngineCatalog> catalog) {
        this.source = requireNonNull(source, "source");
        this.dialect = requireNonNull(dialect, "dialect");
        this.engine = requireNonNull(engine, "engine");
        this.defaultNamespace = requireNonNull(defaultNamespace, "defaultNamespace");
        this.searchPath = List.copyOf(searchPath);
        this.tables = List.copyOf(tables);
        this.versions = Map.copyOf(versions);
        this.catalog = requireNonNull(catalog, "catalog");
        this.withholds = tables.stream().anyMatch(Table::hasWithheld);
        this.hiddenNames = withholds ? Withheld.hiddenNames(tables) : Set.of();
        Map<TableName, Table> index = new HashMap<>();
        tables.forEach(table -> index.put(table.name(), table));
        this.byName = Map.copyOf(index);
    }

    /**
     * A context whose search path is the default namespace alone.
     *
     * @param engine product and version, for example {@code PostgreSQL 15.19}; may be empty
     * @param defaultNamespace the native name of the namespace that {@link TableName} leaves empty, such as {@code public}
     * @param versions the versions of the tables, as far as they have one
     */
    public static SchemaContext of(
            SourceId source,
            Dialect dialect,
            String engine,
            String defaultNamespace,
            List<Table> tables,
            Map<TableName, SemanticVersion> versions) {
        return new SchemaContext(
                source,
                dialect,
                engine,
                defaultNamespace,
                List.of(defaultNamespace),
                tables,
                versions,
                Optional.empty());
    }

    /** The same schema, with unqualified names looked up in these namespaces, by their native names. */
    public SchemaContext withSearchPath(List<String> namespaces) {
        return new SchemaContext(source, dialect, engine, defaultNamespace, namespaces, tables, versions, catalog);
    }

    /** The same schema, with what the source's engine knows beyond what it brings itself. */
    public SchemaContext withCatalog(EngineCatalog known) {
        return new SchemaContext(
                source, dialect, engine, defaultNamespace, searchPath, tables, versions, Optional.of(known));
    }

    public SourceId source() {
        return source;
    }

    public Dialect dialect() {
        return dialect;
    }

    public String engine() {
        return engine;
    }

    public String defaultNamespace() {
        return defaultNamespace;
    }

    /** Native names of the namespaces in which an unqualified table name is looked up, in order. */
    public List<String> searchPath() {
        return searchPath;
    }

    public List<Table> tables() {
        return tables;
    }

    /** Whether the column policy withholds fields of these tables, which are marked then. */
    public boolean withholds() {
        return withholds;
    }

    /** Names of hidden fields in lower case, which no message may hold unless the query does. */
    Set<String> hiddenNames() {
        return hiddenNames;
    }

    /** What the source's engine knows beyond what it brings itself; empty where nobody told. */
    public Optional<EngineCatalog> catalog() {
        return catalog;
    }

    /** The versions of the tables, as far as they have one. */
    public Map<TableName, SemanticVersion> versions() {
        return versions;
    }

    /** The table of that exact name. */
    public Optional<Table> findTable(TableName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The table of that exact name in a namespace given by its native name. */
    public Optional<Table> findTable(String nativeNamespace, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String namespace = nativeNamespace.equals(defaultNamespace) ? "" : nativeNamespace;
        return findTable(new TableName(namespace, name));
    }

    /** The native name of a table's namespace. */
    public String nativeNamespace(TableName name) {
        return name.namespace().isEmpty() ? defaultNamespace : name.namespace();
    }

    /** Source, dialect and size; never the schema itself. */
    @Override
    public String toString() {
        return "SchemaContext[" + source + ", " + dialect + ", " + tables.size() + " tables]";
    }
}
