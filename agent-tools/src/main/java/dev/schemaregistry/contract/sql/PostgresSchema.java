package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.catalog.CatalogExtension;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import dev.schemaregistry.contract.sql.catalog.TypeResolution;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What checks of PostgreSQL derive from a schema once: tables by name, columns with catalog types, types of its own. Immutable.
 * Does not hold on to the context it was made from: it is kept for as long as that lives.
 */
final class PostgresSchema {
    private static final String CATALOG = PostgresCatalog.SYSTEM_SCHEMA;
    private static final String INFORMATION = "information_schema";

    private final String defaultNamespace;
    private final List<String> searchPath;
    private final Map<TableName, Table> tables = new HashMap<>();
    private final PostgresTypes types;
    private final OwnObjects own;
    private final OptionalInt version;
    private final Map<TableName, List<ColumnShape>> columns = new HashMap<>();
    private final Map<TableName, Integer> rowTypes = new HashMap<>();
    private final Map<Integer, List<ColumnShape>> fieldsByRowType = new HashMap<>();
    private final Map<Integer, List<String>> labels = new HashMap<>();
    private final Map<String, List<Table>> byBareName = new HashMap<>();
    private final Set<FieldUse> withheld = new HashSet<>();

    PostgresSchema(SchemaContext schema) {
        this.defaultNamespace = schema.defaultNamespace();
        this.searchPath = schema.searchPath();
        this.version = ServerVersion.major(schema.engine());
        PostgresCatalog builtIn =
                version.isPresent() ? PostgresCatalog.bundled(version.getAsInt()) : PostgresCatalog.bundled();
        CatalogExtension extension = builtIn.extend();
        Map<String, Integer> own = new HashMap<>();
        NativeTypes natives = new NativeTypes(builtIn);
        EngineCatalog known = schema.catalog().orElse(EngineCatalog.EMPTY);
        List<String> path = Stream.concat(searchPath.stream(), known.searchPath().stream())
                .distinct()
                .toList();
        if (schema.catalog().isPresent()) {
            extension.searchIn(path);
        }
        OwnLayer layer = new OwnLayer(known, path, extension);
        layer.addTypes();
        for (Table table : schema.tables()) {
            tables.put(table.name(), table);
            byBareName
                    .computeIfAbsent(table.name().name(), n -> new ArrayList<>())
                    .add(table);
            rowTypes.put(
                    table.name(),
                    extension.addComposite(
                            nativeNamespace(table.name()), table.name().name()));
            for (Field field : table.fields()) {
                addType(field, natives, extension, own);
                if (field.isWithheld()) {
                    withheld.add(new FieldUse(table.name(), field.name()));
                }
            }
        }
        layer.addCode();
        known.types().forEach(type -> addLabels(type, extension));
        PostgresCatalog catalog = extension.build();
        this.own = new OwnObjects(layer.refusals(), catalog);
        this.types = new PostgresTypes(new TypeResolution(catalog), fieldsByRowType, labels, this.own);
        for (Table table : schema.tables()) {
            List<ColumnShape> shapes = shapes(table, natives, own, catalog);
            columns.put(table.name(), shapes);
            fieldsByRowType.put(rowType(table), shapes);
            table.fields().forEach(field -> addRowFields(field, natives, own, catalog));
        }
    }

    private void addLabels(EngineType type, CatalogExtension extension) {
        if (type.kind() == EngineType.Kind.ENUM && !type.labels().isEmpty()) {
            extension
                    .findType(type.name().namespace(), type.name().name())
                    .ifPresent(found -> labels.put(found.oid(), type.labels()));
        }
    }

    /** Without what the source's engine told, enumerations and domains are known by the fields that use them. */
    private void addType(Field field, NativeTypes natives, CatalogExtension extension, Map<String, Integer> own) {
        String name = NativeTypes.elementName(field.nativeType());
        if (name.isEmpty() || natives.find(name).isPresent() || own.containsKey(name)) {
            return;
        }
        List<String> parts = NativeTypes.parts(name);
        String bare = parts.get(parts.size() - 1);
        String namespace = parts.size() > 1 ? parts.get(0) : defaultNamespace;
        Optional<CatalogType> laid = extension.findType(namespace, bare);
        if (laid.isPresent()) {
            own.put(name, laid.get().oid());
            return;
        }
        DataType type = element(field);
        if (type instanceof DataType.Enumeration enumeration) {
            int oid = extension.addEnum(namespace, bare);
            own.put(name, oid);
            if (!enumeration.labels().isEmpty()) {
                labels.put(oid, enumeration.labels());
            }
            return;
        }
        if (type instanceof DataType.Struct) {
            own.put(name, extension.addComposite(namespace, bare));
            return;
        }
        Optional<Integer> base = natives.ofNeutral(type);
        if (base.isPresent()) {
            own.put(name, extension.addDomain(namespace, bare, base.get()));
        }
    }

    private void addRowFields(Field field, NativeTypes natives, Map<String, Integer> own, PostgresCatalog catalog) {
        Integer oid = own.get(NativeTypes.elementName(field.nativeType()));
        if (oid != null && element(field) instanceof DataType.Struct struct) {
            fieldsByRowType.put(
                    oid,
                    struct.fields().stream()
                            .map(part -> ColumnShape.of(part.name(), type(part, natives, own, catalog)))
                            .toList());
        }
    }

    private static DataType element(Field field) {
        DataType type = field.type();
        boolean arrayName = field.nativeType().endsWith("[]");
        while (arrayName && type instanceof DataType.Array array) {
            type = array.element();
        }
        return type;
    }

    private List<ColumnShape> shapes(
            Table table, NativeTypes natives, Map<String, Integer> own, PostgresCatalog catalog) {
        List<ColumnShape> shapes = new ArrayList<>();
        for (Field field : table.fields()) {
            shapes.add(new ColumnShape(
                    field.name(),
                    type(field, natives, own, catalog),
                    Optional.of(new FieldUse(table.name(), field.name())),
                    field.nullable() ? Nullability.NULLABLE : Nullability.NOT_NULL));
        }
        return List.copyOf(shapes);
    }

    private static SqlType type(Field field, NativeTypes natives, Map<String, Integer> own, PostgresCatalog catalog) {
        String name = NativeTypes.elementName(field.nativeType());
        Optional<Integer> element = natives.find(name)
                .or(() -> Optional.ofNullable(own.get(name)))
                .or(() -> name.isEmpty() ? natives.ofNeutral(field.type()) : Optional.empty());
        if (element.isEmpty()) {
            return SqlType.ANY;
        }
        if (field.nativeType().endsWith("[]")) {
            return catalog.arrayType(element.get()).map(SqlType::of).orElse(SqlType.ANY);
        }
        return SqlType.of(element.get());
    }

    PostgresTypes types() {
        return types;
    }

    OwnObjects own() {
        return own;
    }

    /** Words on a catalog that is of another version than the server, but the nearest one; empty where it is of the same. */
    Optional<String> nearestVersion() {
        if (version.isEmpty() || PostgresCatalog.nearest(version.getAsInt()) == version.getAsInt()) {
            return Optional.empty();
        }
        return Optional.of(" in PostgreSQL " + PostgresCatalog.nearest(version.getAsInt())
                + ", the nearest version known here to the server's " + version.getAsInt());
    }

    /** Whether the column policy withholds a field, or one inside of it. */
    boolean isWithheld(FieldUse field) {
        return withheld.contains(field);
    }

    Optional<Table> find(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    List<ColumnShape> columns(Table table) {
        return columns.getOrDefault(table.name(), List.of());
    }

    int rowType(Table table) {
        return rowTypes.getOrDefault(table.name(), TypeIds.RECORD);
    }

    /** The registered table a name stands for, along the search path when it stands alone. */
    Optional<Table> find(Optional<String> namespace, String name) {
        if (namespace.isPresent()) {
            return findIn(namespace.get(), name);
        }
        return searchPath.stream().flatMap(path -> findIn(path, name).stream()).findFirst();
    }

    private Optional<Table> findIn(String namespace, String name) {
        String modelNamespace = namespace.equals(defaultNamespace) ? "" : namespace;
        return name.isEmpty() ? Optional.empty() : Optional.ofNullable(tables.get(new TableName(modelNamespace, name)));
    }

    private String nativeNamespace(TableName name) {
        return name.namespace().isEmpty() ? defaultNamespace : name.namespace();
    }

    /** A table of that name in any namespace, those of the search path first. */
    Optional<Table> findAnywhere(String name) {
        return find(Optional.empty(), name)
                .or(() -> byBareName.getOrDefault(name, List.of()).stream().findFirst());
    }

    boolean hasTable(String name) {
        return byBareName.containsKey(name);
    }

    Set<String> tableNames() {
        return byBareName.keySet();
    }

    Set<String> namespaces() {
        Set<String> names = new TreeSet<>(searchPath);
        tables.values().forEach(table -> names.add(nativeNamespace(table.name())));
        return names;
    }

    /** A table's name as a query must write it. */
    String written(Table table) {
        String namespace = nativeNamespace(table.name());
        String name = PostgresIdentifiers.written(table.name().name());
        return searchPath.contains(namespace) ? name : PostgresIdentifiers.written(namespace) + '.' + name;
    }

    /** Whether the name is one of the server's own relations, none of which is registered. */
    boolean isSystemRelation(Optional<String> namespace, String name) {
        boolean inCatalog = namespace.isEmpty() || namespace.get().equals(CATALOG);
        return (inCatalog && name.startsWith("pg_"))
                || namespace
                        .filter(n -> n.equals(INFORMATION) || n.equals("pg_toast"))
                        .isPresent();
    }
}
