package dev.schemaregistry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.spi.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SourceConnector} promises. A connector's test implements {@link #newSource()} and inherits the tests.
 *
 * <p>Each test works on a source of its own and closes it.
 */
public interface SourceConnectorContract extends ValueProfilerContract {
    /** Longest time in which a source that does not answer must be given up. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    default void readingTwiceGivesTheSame() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            assertThat(withoutObservations(connector.discover())).isEqualTo(withoutObservations(connector.discover()));
            assertThat(connector.fingerprint()).isEqualTo(connector.fingerprint());
        }
    }

    @Test
    default void twoConnectorsSeeTheSame() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector one = source.open();
                SourceConnector other = source.open()) {
            assertThat(withoutObservations(one.discover())).isEqualTo(withoutObservations(other.discover()));
            assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
        }
    }

    @Test
    default void aReadingIsCompleteAndNamesTheEngine() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            Snapshot snapshot = connector.discover();
            assertThat(snapshot.isComplete()).as("gaps: %s", snapshot.gaps()).isTrue();
            assertThat(snapshot.engine()).isNotBlank();
            assertThat(find(snapshot, source.table())).isPresent();
        }
    }

    @Test
    default void aSelectionLeavesOutOnlyWhatIsNotWanted() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            Snapshot all = connector.discover();
            String name = source.table().text();
            Snapshot others = connector.discover(new TableSelection(List.of(), List.of(name)));
            Snapshot one = connector.discover(new TableSelection(List.of(name), List.of()));

            assertThat(withoutObservations(others))
                    .isEqualTo(withoutObservations(all.only(table -> !table.equals(source.table()))));
            assertThat(withoutObservations(one)).isEqualTo(withoutObservations(all.only(source.table()::equals)));
        }
    }

    @Test
    default void anAddedFieldChangesTheFingerprint() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            Table before = find(connector.discover(), source.table()).orElseThrow();
            Fingerprint mark = connector.fingerprint();

            source.addField("added_later");

            assertThat(connector.fingerprint()).isNotEqualTo(mark);
            Table after = find(connector.discover(), source.table()).orElseThrow();
            if (source.hasFixedFields()) {
                assertThat(after.fields()).isEqualTo(before.fields());
                assertThat(after.comment().orElseThrow()).contains("added_later");
                return;
            }
            assertThat(after.findField("added_later")).isPresent();
            assertThat(after.fields()).containsAll(before.fields());
        }
    }

    @Test
    default void addedRowsKeepTheFingerprint() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            Fingerprint mark = connector.fingerprint();
            Snapshot before = connector.discover();

            source.addRows();

            assertThat(connector.fingerprint()).isEqualTo(mark);
            assertThat(withoutObservations(connector.discover())).isEqualTo(withoutObservations(before));
        }
    }

    @Test
    default void aRenameKeepsTheStableIdsWhereThereAreAny() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            Table before = find(connector.discover(), source.table()).orElseThrow();
            Fingerprint mark = connector.fingerprint();

            TableName renamed = source.renameTable();

            assertThat(connector.fingerprint()).isNotEqualTo(mark);
            Snapshot snapshot = connector.discover();
            assertThat(find(snapshot, source.table())).isEmpty();
            Table after = find(snapshot, renamed).orElseThrow();
            assertThat(before.stableId().isPresent()).isEqualTo(source.hasStableIds());
            assertThat(after.stableId()).isEqualTo(before.stableId());
            assertThat(after.fields().stream().map(Field::stableId))
                    .isEqualTo(before.fields().stream().map(Field::stableId).toList());
        }
    }

    @Test
    default void aRemovedTableIsGoneFromACompleteReading() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            Fingerprint mark = connector.fingerprint();

            source.removeTable();

            assertThat(connector.fingerprint()).isNotEqualTo(mark);
            Snapshot snapshot = connector.discover();
            assertThat(find(snapshot, source.table())).isEmpty();
            assertThat(snapshot.isComplete()).isTrue();
        }
    }

    @Test
    default void readingWritesNothing() throws Exception {
        try (SourceUnderTest source = newSource()) {
            String before = source.everything();
            try (SourceConnector connector = source.open()) {
                connector.discover();
                connector.fingerprint();
            }
            assertThat(source.everything()).isEqualTo(before);
        }
    }

    @Test
    default void openingContactsNobody() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector dead = source.openDead()) {
            assertThat(dead).isNotNull();
        }
    }

    @Test
    default void aDeadSourceIsReportedInBoundedTime() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector dead = source.openDead()) {
            assertUnreachable(dead);
        }
    }

    @Test
    default void aSilentSourceIsReportedInBoundedTime() throws Exception {
        try (SourceUnderTest source = newSource()) {
            Optional<SourceConnector> silent = source.openSilent();
            if (silent.isPresent()) {
                try (SourceConnector connector = silent.get()) {
                    assertUnreachable(connector);
                }
            }
        }
    }

    @Test
    default void closingTwiceIsHarmlessAndEndsUse() throws Exception {
        try (SourceUnderTest source = newSource()) {
            SourceConnector connector = source.open();
            connector.discover();
            connector.close();
            connector.close();
            assertThatThrownBy(connector::discover).isInstanceOf(SourceException.class);
        }
    }

    @Test
    default void abilitiesAreThereExactlyWhenPromised() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            assertThat(connector.dryRunner().isPresent()).isEqualTo(source.canDryRun());
            assertThat(connector.valueProfiler().isPresent()).isEqualTo(source.canProfile());
            Optional<Watch> watch = connector.watch(new HeardHints());
            watch.ifPresent(Watch::close);
            assertThat(watch.isPresent()).isEqualTo(source.canWatch());
        }
    }

    @Test
    default void aWatchHearsOfAChangeOnceItStands() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            HeardHints heard = new HeardHints();
            Optional<Watch> watch = connector.watch(heard);
            if (watch.isEmpty()) {
                assertThat(source.canWatch()).isFalse();
                return;
            }
            try (Watch open = watch.get()) {
                assertThat(open).isNotNull();
                heard.awaitRestored(1);
                source.addField("added_while_watched");
                heard.awaitChanged(1);
            }
            int before = heard.total();
            source.addField("added_after_watching");
            assertThat(connector.fingerprint()).isNotNull();
            assertThat(heard.total()).as("a closed watch is silent").isEqualTo(before);
        }
    }

    @Test
    default void aWatchOnADeadSourceSaysThatItIsLost() throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector dead = source.openDead()) {
            HeardHints heard = new HeardHints();
            Optional<Watch> watch = dead.watch(heard);
            if (watch.isPresent()) {
                try (Watch open = watch.get()) {
                    assertThat(open).isNotNull();
                    heard.awaitLost(1);
                    assertThat(heard.reasons().get(0)).isNotBlank();
                    assertThat(heard.restoredTimes()).isZero();
                }
            }
        }
    }

    private static void assertUnreachable(SourceConnector connector) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            assertThatThrownBy(connector::fingerprint)
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
            assertThatThrownBy(connector::discover)
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        });
    }

    private static Optional<Table> find(Snapshot snapshot, TableName name) {
        return snapshot.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    private static Snapshot withoutObservations(Snapshot snapshot) {
        return new Snapshot(
                snapshot.engine(),
                snapshot.defaultNamespace(),
                snapshot.tables().stream()
                        .map(SourceConnectorContract::withoutObservations)
                        .toList(),
                java.util.Map.of(),
                snapshot.gaps(),
                snapshot.warnings(),
                snapshot.catalog());
    }

    /** How many documents were sampled, and how many of them had a field, moves with the data. */
    private static Table withoutObservations(Table table) {
        return table.toBuilder()
                .provenance(new Provenance(table.provenance().kind(), 0))
                .fields(table.fields().stream()
                        .map(field -> field.presence().isPresent() ? field.withPresence(1) : field)
                        .toList())
                .build();
    }
}
