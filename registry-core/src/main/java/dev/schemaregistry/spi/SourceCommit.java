package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import java.util.List;
import java.util.Map;

/**
 * What one accepted snapshot writes.
 *
 * @param source the source's new record; its {@code revision} is {@code expectedRevision}, plus one when there are writes
 * @param expectedRevision the source's revision this commit was judged against
 * @param statistics observations that replace the stored ones, by table
 */
public record SourceCommit(
        DataSource source, long expectedRevision, List<Write> writes, Map<TableName, TableStatistics> statistics) {
    public SourceCommit {
        requireNonNull(source, "source");
        writes = List.copyOf(writes);
        statistics = Map.copyOf(statistics);
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
