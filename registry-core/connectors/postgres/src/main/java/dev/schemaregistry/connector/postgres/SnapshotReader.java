package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a whole database with a fixed number of queries, however many tables it has. Used once, inside of one transaction. */
final class SnapshotReader {
    private static final CatalogQuery SERVER = CatalogQuery.of("server.sql");
    private static final CatalogQuery RELATIONS = CatalogQuery.of("relations.sql");
    private static final CatalogQuery COLUMNS = CatalogQuery.of("columns.sql");
    private static final CatalogQuery TYPES = CatalogQuery.of("types.sql");
    private static final CatalogQuery CONSTRAINTS = CatalogQuery.of("constraints.sql");
    private static final CatalogQuery INDEXES = CatalogQuery.of("indexes.sql");

    /** Where {@code pg_index} tells whether a unique key takes nulls for equal. */
    private static final int NULLS_NOT_DISTINCT = 150_000;

    private final Namespaces namespaces;
    private final Connection connection;
    private final List<Server> servers = new ArrayList<>();
    private final Map<Long, Relation> relations = new HashMap<>();
    private final Map<Long, List<Column>> columns = new HashMap<>();
    private final Map<Long, Constraints> constraints = new HashMap<>();
    private final Map<Long, List<Index>> indexes = new HashMap<>();

    SnapshotReader(Connection connection, Namespaces namespaces) {
        this.connection = connection;
        this.namespaces = namespaces;
    }

    Snapshot read() throws SQLException {
        SERVER.forEach(connection, row -> servers.add(Server.of(row)));
        Server server = servers.get(0);
        RELATIONS.forEach(connection, row -> relations.put(row.oid("oid"), Relation.of(row, namespaces)));
        COLUMNS.forEach(connection, this::addColumn);
        PostgresTypes types = readTypes();
        FieldNames names = FieldNames.of(columns);
        CONSTRAINTS
                .with(
                        server.versionNumber() < NULLS_NOT_DISTINCT
                                ? Map.of()
                                : Map.of("/*nulls_not_distinct*/ false", "i.indnullsnotdistinct"))
                .forEach(connection, row -> addConstraint(row, names));
        INDEXES.forEach(connection, row -> addIndex(row, names));
        List<Gap> gaps = ClosedSchemas.of(server.role(), namespaces.defaultNamespace(), relations.values());
        List<Relation> open = relations.values().stream()
                .filter(relation -> gaps.stream().noneMatch(gap -> gap.covers(relation.name())))
                .toList();
        Optional<EngineCatalog> catalog = new EngineReader(connection, namespaces, server).read();
        List<String> warnings = new ArrayList<>(server.warnings(relations.values(), open));
        if (catalog.isEmpty()) {
            warnings.add(
                    "the database has more than " + EngineReader.MOST
                            + " functions, types, operators and casts of its own; none of them is known to the check of queries");
        }
        return new Snapshot(
                server.engine(),
                namespaces.defaultNamespace(),
                relations.values().stream()
                        .map(relation -> table(relation, types))
                        .toList(),
                statistics(server.observedAt()),
                gaps,
                warnings,
                Optional.of(catalog.orElse(EngineCatalog.EMPTY)));
    }

    private void addColumn(Row row) throws SQLException {
        columns.computeIfAbsent(row.oid("attrelid"), oid -> new ArrayList<>()).add(Column.of(row));
    }

    private PostgresTypes readTypes() throws SQLException {
        PostgresTypes types = new PostgresTypes(columns);
        String used = columns.values().stream()
                .flatMap(List::stream)
                .map(column -> Long.toString(column.typeOid()))
                .distinct()
                .collect(Collectors.joining(",", "{", "}"));
        TYPES.forEach(connection, types::add, used);
        return types;
    }

    private void addConstraint(Row row, FieldNames names) throws SQLException {
        constraints
                .computeIfAbsent(row.oid("conrelid"), oid -> new Constraints())
                .add(row, names, namespaces);
    }

    private void addIndex(Row row, FieldNames names) throws SQLException {
        indexes.computeIfAbsent(row.oid("indrelid"), oid -> new ArrayList<>()).add(Indexes.of(row, names));
    }

    private Table table(Relation relation, PostgresTypes types) {
        Constraints rules = constraints.getOrDefault(relation.oid(), new Constraints());
        return Table.builder(relation.name(), relation.kind())
                .fields(columns.getOrDefault(relation.oid(), List.of()).stream()
                        .map(column -> column.field(types))
                        .toList())
                .primaryKey(rules.primaryKey())
                .uniqueKeys(rules.uniqueKeys())
                .foreignKeys(rules.foreignKeys())
                .checks(rules.checks())
                .indexes(indexes.getOrDefault(relation.oid(), List.of()))
                .comment(relation.comment())
                .definition(relation.definition())
                .stableId(Long.toString(relation.oid()))
                .properties(relation.properties(relations))
                .build();
    }

    private Map<TableName, TableStatistics> statistics(Instant at) {
        return relations.values().stream()
                .filter(relation ->
                        relation.rows().isPresent() || relation.bytes().isPresent())
                .collect(Collectors.toMap(
                        Relation::name, relation -> new TableStatistics(relation.rows(), relation.bytes(), at)));
    }
}
