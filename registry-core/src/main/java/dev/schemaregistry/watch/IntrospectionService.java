package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.Acceptance;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.registry.SchemaRegistry.EmptyListing;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.ProfileSettings;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at sources and has the registry accept what they show.
 *
 * <p>Sources are read side by side, each within its own time limit; a dead one delays nobody. What was read is accepted on the
 * calling thread, in the order in which readings end. A source whose mark has not moved is only noted as seen. Where its settings say so,
 * its values are looked at afterwards; trouble with that is logged and changes no result. Thread-safe.
 */
public final class IntrospectionService {
    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionService.class);

    private final SchemaRegistry registry;
    private final ConnectorOpener connectors;
    private final Consumer<IntrospectionResult> observer;

    public IntrospectionService(SchemaRegistry registry, ConnectorOpener connectors) {
        this(registry, connectors, result -> {});
    }

    /** @param observer hears of every result, whoever asked; must be quick and must not throw */
    public IntrospectionService(
            SchemaRegistry registry, ConnectorOpener connectors, Consumer<IntrospectionResult> observer) {
        this.observer = requireNonNull(observer, "observer");
        this.registry = requireNonNull(registry, "registry");
        this.connectors = requireNonNull(connectors, "connectors");
    }

    /** As this one, for work under a lease: what is read is not written once the lease is another's. */
    IntrospectionService under(Lease lease) {
        return new IntrospectionService(registry.under(lease), connectors, observer);
    }

    /**
     * Looks at each of the sources once.
     *
     * @return one result a source, sorted by id; a source that could not be read is a result, not an exception
     * @throws dev.schemaregistry.error.NotFoundException with {@code UNKNOWN_SOURCE}, before anything is read
     * @throws StoreException when the registry itself cannot be written; readings under way come to nothing
     */
    public List<IntrospectionResult> introspect(
            List<SourceId> ids, IntrospectionLimits limits, IntrospectionListener listener) {
        List<DataSource> sources =
                ids.stream().distinct().map(registry::getDataSource).toList();
        if (sources.isEmpty()) {
            return List.of();
        }
        return new Round(sources, limits, listener).run();
    }

    /** One call: keeps a number of readers going until every source is done. Confined to the caller's thread. */
    private final class Round {
        private final Iterator<DataSource> waiting;
        private final int total;
        private final IntrospectionLimits limits;
        private final IntrospectionListener listener;
        private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
        private final List<IntrospectionResult> results = new ArrayList<>();

        Round(List<DataSource> sources, IntrospectionLimits limits, IntrospectionListener listener) {
            this.waiting = sources.iterator();
            this.total = sources.size();
            this.limits = limits;
            this.listener = listener;
        }

        List<IntrospectionResult> run() {
            for (int i = 0; i < limits.sideBySide(); i++) {
                startNext();
            }
            while (results.size() < total) {
                next(steps).run();
            }
            results.sort(Comparator.comparing(IntrospectionResult::source));
            return List.copyOf(results);
        }

        private void startNext() {
            if (waiting.hasNext()) {
                SourceReader reader = new SourceReader(waiting.next(), connectors, limits);
                CompletableFuture<?> unused = reader.start()
                        .whenComplete(
                                (reading, failure) -> steps.add(() -> read(new Finished(reader, reading, failure))));
            }
        }

        /** A source whose values are looked at keeps its turn until that is done. */
        private void read(Finished finished) {
            DataSource source = finished.reader().source();
            ProfileSettings settings = profileSettings(source);
            if (!settings.isOn()) {
                startNext();
            }
            IntrospectionResult result = judge(finished);
            ValueProfiling profiling = new ValueProfiling(registry, source.id(), settings, limits);
            if (isToProfile(profiling, result, limits)) {
                CompletableFuture<?> unused = profiling
                        .start(source, connectors, limits.perSource())
                        .whenComplete((done, failure) ->
                                steps.add(() -> profiled(profiling, Optional.ofNullable(failure), result)));
                return;
            }
            if (settings.isOn()) {
                startNext();
            }
            done(result);
        }

        private void profiled(ValueProfiling profiling, Optional<Throwable> failure, IntrospectionResult result) {
            startNext();
            done(result.withProfiled(profiling.write(failure)));
        }

        private void done(IntrospectionResult result) {
            results.add(result);
            observer.accept(result);
            listener.done(result, results.size(), total);
        }
    }

    private static ProfileSettings profileSettings(DataSource source) {
        try {
            return CommonSettings.of(source.settings()).profile();
        } catch (InvalidRequestException malformed) {
            return ProfileSettings.OFF;
        }
    }

    /** Trouble with values is no trouble with the schema. */
    private static boolean isToProfile(
            ValueProfiling profiling, IntrospectionResult result, IntrospectionLimits limits) {
        if (result.outcome() == Outcome.FAILED) {
            return false;
        }
        try {
            return profiling.prepare(result.acceptance(), limits.profile());
        } catch (StoreException broken) {
            throw broken;
        } catch (RegistryException failure) {
            LOG.warn("the values of source \"{}\" were not looked at ({})", result.source(), failure.code());
            return false;
        }
    }

    private static Runnable next(BlockingQueue<Runnable> steps) {
        try {
            return steps.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, "the introspection was interrupted; run it again", interrupted);
        }
    }

    private IntrospectionResult judge(Finished finished) {
        SourceReader reader = finished.reader();
        SourceId id = reader.source().id();
        if (finished.reading() == null) {
            RegistryException why = reader.explain(finished.cause());
            registry.noteUnreachable(id, why.getMessage());
            return IntrospectionResult.failed(id, why, reader.took());
        }
        try {
            return accept(reader, finished.reading());
        } catch (StoreException broken) {
            throw broken;
        } catch (RuntimeException refused) {
            return IntrospectionResult.failed(id, reader.explain(refused), reader.took());
        }
    }

    private IntrospectionResult accept(SourceReader reader, Reading reading) {
        SourceId id = reader.source().id();
        if (reading.snapshot().isEmpty()) {
            registry.noteSeen(id);
            return new IntrospectionResult(
                    id, Outcome.NOT_MOVED, Optional.empty(), List.of(), Optional.empty(), 0, reader.took());
        }
        Snapshot snapshot = reading.snapshot().get();
        Acceptance acceptance = registry.accept(
                id,
                snapshot,
                Optional.of(reading.mark()),
                reader.believesEmpty() ? EmptyListing.BELIEVED : EmptyListing.DOUBTED);
        Stream<String> stale = acceptance.source().health().stale().stream()
                .map(part -> part.gap().reason());
        List<String> warnings =
                Stream.concat(snapshot.warnings().stream(), stale).toList();
        Outcome outcome = acceptance.changed() ? Outcome.CHANGED : Outcome.UNCHANGED;
        return new IntrospectionResult(
                id, outcome, Optional.of(acceptance), warnings, Optional.empty(), 0, reader.took());
    }

    /** A reader that has ended, with its reading or with the reason why there is none. */
    private record Finished(
            SourceReader reader,
            @Nullable Reading reading,
            @Nullable Throwable failure) {
        Throwable cause() {
            Throwable thrown = requireNonNull(failure);
            return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        }
    }
}
