package dev.schemaregistry.tools;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Fingerprint;
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
    private final List<TableVersion> checked;
    private final Optional<Fingerprint> catalogMark;
    private final Optional<SchemaContext> context;
    private final Map<TableName, List<Incoming>> incoming = new HashMap<>();

    /** A foreign key seen from the table it points at. */
    record Incoming(TableName from, ForeignKey key) {}

    /**
     * @param versions as they may be shown
     * @param checked as queries are checked against them; the same where nothing is withheld
     * @param catalog what the source's engine knows beyond what it brings itself, with its mark; empty where nobody told
     */
    KnownSchema(
            DataSource source,
            List<TableVersion> versions,
            List<TableVersion> checked,
            Optional<Fingerprint> catalogMark,
            Optional<EngineCatalog> catalog) {
        this.source = source;
        this.versions = List.copyOf(versions);
        this.checked = List.copyOf(checked);
        this.catalogMark = catalogMark;
        this.context = Dialect.ofSourceType(source.type())
                .map(this::context)
                .map(plain -> catalog.map(plain::withCatalog).orElse(plain));
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
        List<Table> tables = checked.stream().map(TableVersion::table).toList();
        return SchemaContext.of(source.id(), dialect, source.engine(), source.defaultNamespace(), tables, labels);
    }

    /** What the contract check works on; empty when no checker reads the source's language. */
    Optional<SchemaContext> context() {
        return context;
    }

    List<Incoming> referencesTo(TableName table) {
        return incoming.getOrDefault(table, List.of());
    }

    /** Whether it was made from just these tables of just this engine, and the engine's catalog is the same. */
    boolean isOf(
            DataSource other,
            List<TableVersion> otherVersions,
            List<TableVersion> otherChecked,
            Optional<Fingerprint> otherCatalog) {
        return versions.equals(otherVersions)
                && checked.equals(otherChecked)
                && catalogMark.equals(otherCatalog)
                && fits(other);
    }

    /** Whether the engine is the same; an upgrade of the server alone is no event. */
    boolean fits(DataSource other) {
        return source.type().equals(other.type())
                && source.engine().equals(other.engine())
                && source.defaultNamespace().equals(other.defaultNamespace());
    }
}
