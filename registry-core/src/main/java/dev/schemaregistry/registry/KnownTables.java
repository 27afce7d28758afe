package dev.schemaregistry.registry;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.RegistryStore.TableMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is stored of a source's tables, read from the store only as far as a snapshot differs from it. Used for one judgement. */
final class KnownTables {
    /** From here on one statement for all tables costs less than one for each that differs. */
    private static final int MANY = 100;

    private final RegistryStore store;
    private final SourceId source;
    private final Map<TableName, Fingerprint> marks;

    KnownTables(RegistryStore store, SourceId source) {
        this.store = store;
        this.source = source;
        this.marks = store.listTableMarks(source).stream()
                .collect(Collectors.toUnmodifiableMap(TableMark::table, TableMark::fingerprint));
    }

    Set<TableName> names() {
        return marks.keySet();
    }

    /** Shows no table at all, and no gap that would explain it. */
    boolean suddenlyMissIn(Snapshot shown) {
        return shown.tables().isEmpty()
                && names().stream().anyMatch(table -> shown.gaps().stream().noneMatch(gap -> gap.covers(table)));
    }

    /** The snapshot with a gap for each known namespace that it does not show, where it says that those may be hidden. */
    Snapshot withUnlisted(Snapshot shown) {
        Set<String> listed =
                shown.tables().stream().map(table -> table.name().namespace()).collect(Collectors.toUnmodifiableSet());
        Stream<Gap> missing = shown.gaps().stream()
                .filter(Gap::isUnlisted)
                .flatMap(gap -> names().stream()
                        .map(TableName::namespace)
                        .filter(namespace -> !listed.contains(namespace))
                        .distinct()
                        .sorted()
                        .map(namespace -> new Gap(namespace, gap.reason())));
        return shown.withGaps(
                Stream.concat(withoutUnlisted(shown).gaps().stream(), missing).toList());
    }

    /** The snapshot taken at its word: what it does not list is gone. */
    static Snapshot withoutUnlisted(Snapshot shown) {
        return shown.withGaps(
                shown.gaps().stream().filter(gap -> !gap.isUnlisted()).toList());
    }

    /** The snapshot without the tables that are stored just so. */
    Snapshot withoutUnchanged(Snapshot snapshot) {
        Set<TableName> unchanged = snapshot.tables().stream()
                .filter(table -> marks.containsKey(table.name()))
                .filter(table -> CanonicalForm.fingerprint(table).equals(marks.get(table.name())))
                .map(table -> table.name())
                .collect(Collectors.toUnmodifiableSet());
        return new Snapshot(
                snapshot.engine(),
                snapshot.defaultNamespace(),
                snapshot.tables().stream()
                        .filter(table -> !unchanged.contains(table.name()))
                        .toList(),
                snapshot.statistics(),
                snapshot.gaps(),
                snapshot.warnings(),
                snapshot.catalog());
    }

    /** The current versions of the tables that are in {@code changed} or nowhere in {@code whole}. */
    List<TableVersion> concernedBy(Snapshot changed, Snapshot whole) {
        Set<TableName> seen =
                whole.tables().stream().map(table -> table.name()).collect(Collectors.toUnmodifiableSet());
        Set<TableName> differ =
                changed.tables().stream().map(table -> table.name()).collect(Collectors.toUnmodifiableSet());
        Set<TableName> wanted = names().stream()
                .filter(name -> !seen.contains(name) || differ.contains(name))
                .collect(Collectors.toUnmodifiableSet());
        if (wanted.size() > MANY) {
            return store.listTables(source).stream()
                    .filter(version -> wanted.contains(version.ref().table()))
                    .toList();
        }
        return wanted.stream()
                .sorted()
                .map(name -> store.findTable(new TableRef(source, name)))
                .flatMap(Optional::stream)
                .filter(version -> !version.removed())
                .toList();
    }

    /** The latest versions of the subjects that a snapshot may write: those that are there, and for new names those that went. */
    Map<TableRef, TableVersion> latest(List<TableVersion> concerned, Snapshot changed) {
        boolean adds = changed.tables().stream().anyMatch(table -> !marks.containsKey(table.name()));
        List<TableVersion> removed = adds ? store.listRemovedTables(source) : List.of();
        return Stream.concat(concerned.stream(), removed.stream())
                .collect(Collectors.toUnmodifiableMap(TableVersion::ref, Function.identity()));
    }
}
