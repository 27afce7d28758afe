package dev.schemaregistry.registry;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.change.Differ;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.change.VersionBumps;
import dev.schemaregistry.infer.SampledTables;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.spi.SourceCommit.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which versions a snapshot makes: a pure function of what is stored and what was seen.
 *
 * <p>A table that a complete listing lacks is removed; one hidden in a gap stays. A table that came under a name nobody had, with
 * the stable id of one that went, is that one renamed: its version line goes on under the new name. Where both names existed
 * before, names decide, because a restored database deals its ids out anew.
 */
final class SnapshotJudge {
    private final SourceId source;
    private final Instant now;
    private final Function<TableRef, Optional<TableVersion>> latest;

    /** @param latest the latest version of a subject, removed ones too */
    SnapshotJudge(SourceId source, Instant now, Function<TableRef, Optional<TableVersion>> latest) {
        this.source = source;
        this.now = now;
        this.latest = latest;
    }

    List<Write> judge(List<TableVersion> stored, Snapshot snapshot) {
        Map<TableName, TableVersion> byName = new HashMap<>();
        Map<String, TableVersion> byStableId = new HashMap<>();
        stored.forEach(version -> {
            byName.put(version.ref().table(), version);
            version.table().stableId().ifPresent(id -> byStableId.put(id, version));
        });
        List<Write> writes = new ArrayList<>();
        Map<TableName, TableName> movedTo = new HashMap<>();
        Set<TableName> seen = snapshot.tables().stream().map(Table::name).collect(Collectors.toUnmodifiableSet());
        for (Table table : snapshot.tables()) {
            Optional<TableVersion> before = Optional.ofNullable(byName.get(table.name()))
                    .or(() -> table.stableId()
                            .map(byStableId::get)
                            .filter(old -> !seen.contains(old.ref().table())));
            before.filter(old -> !old.ref().table().equals(table.name()))
                    .ifPresent(old -> movedTo.put(old.ref().table(), table.name()));
            before.map(old -> changed(old, joined(old, asKnown(old, table, snapshot), snapshot)))
                    .orElseGet(() -> added(table))
                    .ifPresent(writes::add);
            byName.remove(table.name());
        }
        byName.values().stream()
                .filter(gone -> movedTo.containsKey(gone.ref().table())
                        || snapshot.gaps().stream()
                                .noneMatch(gap -> gap.covers(gone.ref().table())))
                .sorted(java.util.Comparator.comparing(TableVersion::ref))
                .map(gone ->
                        removed(gone, Optional.ofNullable(movedTo.get(gone.ref().table()))))
                .forEach(writes::add);
        return writes;
    }

    /** That the rows of a table in a gap may not be read, the gap says, for as long as it lasts: that makes no version. */
    private static Table asKnown(TableVersion old, Table table, Snapshot snapshot) {
        boolean hidden = !table.isReadable()
                && old.table().isReadable()
                && snapshot.gaps().stream().anyMatch(gap -> gap.covers(table.name()));
        if (!hidden) {
            return table;
        }
        Map<String, String> properties = new TreeMap<>(table.properties());
        properties.remove(Table.READABLE);
        return table.toBuilder().properties(properties).build();
    }

    /** What a sample did not meet is not gone. */
    private static Table joined(TableVersion old, Table table, Snapshot snapshot) {
        TableStatistics observed = snapshot.statistics().get(table.name());
        return SampledTables.join(old.table(), table, observed == null ? OptionalLong.empty() : observed.rows());
    }

    private Optional<Write> changed(TableVersion old, Table table) {
        if (old.ref().table().equals(table.name()) && old.fingerprint().equals(CanonicalForm.fingerprint(table))) {
            return Optional.empty();
        }
        List<SchemaChange> changes = Differ.diff(old.table(), table);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        VersionBump bump = VersionBumps.of(changes);
        return Optional.of(write(table, old.version().next(bump), bump, changes));
    }

    private Optional<Write> added(Table table) {
        List<SchemaChange> changes = List.of(new SchemaChange.TableAdded(table));
        Optional<TableVersion> earlier = latest.apply(new TableRef(source, table.name()));
        SemanticVersion version =
                earlier.map(old -> old.version().next(VersionBump.MAJOR)).orElse(SemanticVersion.FIRST);
        return Optional.of(write(table, version, VersionBumps.of(changes), changes));
    }

    private Write removed(TableVersion gone, Optional<TableName> newName) {
        SchemaChange change = newName.<SchemaChange>map(
                        name -> new SchemaChange.TableRenamed(gone.ref().table(), name))
                .orElseGet(() -> new SchemaChange.TableRemoved(gone.table()));
        TableVersion version = new TableVersion(
                gone.ref(),
                gone.version().next(VersionBump.MAJOR),
                gone.revision() + 1,
                gone.table(),
                gone.fingerprint(),
                true,
                now);
        return new Write(version, VersionBump.MAJOR, List.of(change));
    }

    private Write write(Table table, SemanticVersion wanted, VersionBump bump, List<SchemaChange> changes) {
        TableRef ref = new TableRef(source, table.name());
        Optional<TableVersion> before = latest.apply(ref);
        SemanticVersion version = before.map(TableVersion::version)
                .filter(old -> old.compareTo(wanted) >= 0)
                .map(old -> old.next(bump))
                .orElse(wanted);
        long revision = before.map(TableVersion::revision).orElse(0L) + 1;
        TableVersion next =
                new TableVersion(ref, version, revision, table, CanonicalForm.fingerprint(table), false, now);
        return new Write(next, bump, changes);
    }
}
