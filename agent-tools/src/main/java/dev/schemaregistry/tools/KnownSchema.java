package dev.schemaregistry.tools;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of one source as they stand, with what is derived from all of them. Immutable. */
final class KnownSchema {
    private final DataSource source;
    private final List<TableVersion> versions;
    private final Optional<SchemaContext> context;
    private final Map<TableName, List<Incoming>> incoming = new HashMap<>();

    /** A foreign key seen from the table it points at. */
    record Incoming(TableName from, ForeignKey key) {}

    KnownSchema(DataSource source, List<TableVersion> versions) {
        this.source = source;
        this.versions = List.copyOf(versions);
        this.context = Dialect.ofSourceType(source.type()).map(this::context);
        for (TableVersion version : versions) {
            for (ForeignKey key : version.table().foreignKeys()) {
                incoming.computeIfAbsent(key.referencedTable(), name -> new ArrayList<>())
                        .add(new Incoming(version.ref().table(), key));
            }
        }
    }

    private SchemaContext context(Dialect dialect) {
        Map<TableName, SemanticVersion> labels = new HashMap<>();
        versions.forEach(version -> labels.put(version.ref().table(), version.version()));
        List<Table> tables = versions.stream().map(TableVersion::table).toList();
        return SchemaContext.of(source.id(), dialect, source.engine(), source.defaultNamespace(), tables, labels);
    }

    /** What the contract check works on; empty when no checker reads the source's language. */
    Optional<SchemaContext> context() {
        return context;
    }

    List<Incoming> referencesTo(TableName table) {
        return incoming.getOrDefault(table, List.of());
    }

    /** Whether it was made from just these tables of just this engine. */
    boolean isOf(DataSource other, List<TableVersion> otherVersions) {
        return versions.equals(otherVersions)
                && source.type().equals(other.type())
                && source.engine().equals(other.engine())
                && source.defaultNamespace().equals(other.defaultNamespace());
    }
}
