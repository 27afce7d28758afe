package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one accepted snapshot writes.
 *
 * @param source the source's new record; its {@code revision} is {@code expectedRevision}, plus one when there are writes
 * @param expectedRevision the source's revision this commit was judged against
 * @param statistics observations that replace the stored ones, by table
 * @param catalog the engine's catalog that replaces the stored one; empty where it stays as it is
 */
public record SourceCommit(
        DataSource source,
        long expectedRevision,
        List<Write> writes,
        Map<TableName, TableStatistics> statistics,
        Optional<EngineCatalog> catalog) {
    public SourceCommit {
        requireNonNull(source, "source");
        writes = List.copyOf(writes);
        statistics = Map.copyOf(statistics);
        requireNonNull(catalog, "catalog");
    }

    /** What a snapshot writes that leaves the engine's catalog as it is. */
    public SourceCommit(
            DataSource source, long expectedRevision, List<Write> writes, Map<TableName, TableStatistics> statistics) {
        this(source, expectedRevision, writes, statistics, Optional.empty());
    }

    /**
     * One new version. The subject's stored revision must be {@code version.revision() - 1} (0: no such subject).
     *
     * @param changes the differences to the version before
     */
    public record Write(TableVersion version, VersionBump bump, List<SchemaChange> changes) {
        public Write {
            requireNonNull(version, "version");
            requireNonNull(bump, "bump");
            changes = List.copyOf(changes);
        }
    }
}
