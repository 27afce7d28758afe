package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.spi.TableSelection;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads a whole server: one list, one list of aliases, and for each collection one description and one sample. Used once. */
final class SnapshotReader {
    private final String doing;
    private final QdrantCalls calls;
    private final QdrantSettings settings;
    private final Optional<String> key;
    private final List<String> warnings = new ArrayList<>();

    /** @param doing what is done, to which source, for messages */
    SnapshotReader(String doing, QdrantCalls calls, QdrantSettings settings, Optional<String> key) {
        this.doing = doing;
        this.calls = calls;
        this.settings = settings;
        this.key = key;
    }

    Snapshot read(TableSelection selection) {
        List<String> names = listed().stream()
                .filter(name -> settings.wants(name) && selection.includes(TableName.of(name)))
                .toList();
        String engine = "Qdrant " + QdrantFailures.oneLine(asked(calls::version));
        SortedMap<String, SortedSet<String>> aliases = aliases();
        warnAboutKey();
        List<Reading> readings = SideBySide.all(
                names, name -> asked(() -> read(name, aliases.getOrDefault(name, new TreeSet<>()))), this::interrupted);
        readings.forEach(reading -> warnings.addAll(reading.warnings()));
        return new Snapshot(
                engine,
                "",
                readings.stream().flatMap(reading -> reading.table().stream()).toList(),
                statistics(readings),
                readings.stream().flatMap(reading -> reading.gap().stream()).toList(),
                warnings);
    }

    /** What came of one collection; nothing when it went while the others were read. */
    private record Reading(
            Optional<Table> table,
            Optional<TableStatistics> observed,
            Optional<Snapshot.Gap> gap,
            List<String> warnings) {}

    private SortedSet<String> listed() {
        try {
            return calls.collections();
        } catch (StatusRuntimeException e) {
            throw QdrantFailures.ofFirst(doing, e, key);
        }
    }

    private SortedMap<String, SortedSet<String>> aliases() {
        try {
            return calls.aliases();
        } catch (StatusRuntimeException e) {
            if (!QdrantFailures.isDenied(e)) {
                throw QdrantFailures.of(doing, e, key);
            }
            warnings.add("the aliases of collections are missing, since the API key may not list them");
            return new TreeMap<>();
        }
    }

    private Reading read(String name, SortedSet<String> aliases) {
        try {
            CollectionInfo info = calls.info(name);
            Table table = CollectionTable.of(name, aliases, info, calls.sample(name, settings.sampleSize()));
            return new Reading(
                    Optional.of(table),
                    Optional.of(CollectionHealth.observed(info, calls.time())),
                    Optional.empty(),
                    CollectionHealth.warnings(name, info));
        } catch (StatusRuntimeException e) {
            if (QdrantFailures.isGone(e)) {
                return new Reading(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
            }
            if (!QdrantFailures.isDenied(e) && !QdrantFailures.isTooMuch(e)) {
                throw e;
            }
            String reason = QdrantFailures.of("reading collection " + CollectionHealth.quoted(name), e, key)
                    .getMessage();
            Snapshot.Gap gap = Snapshot.Gap.of(TableName.of(name), String.valueOf(reason));
            return new Reading(Optional.empty(), Optional.empty(), Optional.of(gap), List.of());
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (StatusRuntimeException e) {
            throw QdrantFailures.of(doing, e, key);
        }
    }

    private SourceException interrupted() {
        return new SourceException(ErrorCode.SOURCE_TIMEOUT, doing + " failed: it was interrupted");
    }

    private void warnAboutKey() {
        key.flatMap(KeyRights::warning).ifPresent(warnings::add);
        if (key.isPresent() && !settings.tls() && !settings.isLoopback()) {
            warnings.add("the API key goes to " + settings.place()
                    + " unencrypted; use TLS (qdrants://) where the network is not yours alone");
        }
    }

    private static Map<TableName, TableStatistics> statistics(List<Reading> readings) {
        Map<TableName, TableStatistics> statistics = new TreeMap<>();
        for (Reading reading : readings) {
            reading.table()
                    .ifPresent(table -> reading.observed().ifPresent(seen -> statistics.put(table.name(), seen)));
        }
        return statistics;
    }
}
