package dev.schemaregistry.watch;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.spi.SourceConnector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one source something within a time limit; an answer that comes later is thrown away. Used for one question. */
final class SourceTask<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTask.class);

    private final String verb;
    private final DataSource source;
    private final ConnectorOpener connectors;
    private final Duration limit;
    private final Function<SourceConnector, T> question;
    private final AtomicReference<@Nullable SourceConnector> open = new AtomicReference<>();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final AtomicLong startedAt = new AtomicLong();
    private final AtomicLong endedAt = new AtomicLong();

    /** @param verb what the thread is called after, with the source's id */
    SourceTask(
            String verb,
            DataSource source,
            ConnectorOpener connectors,
            Duration limit,
            Function<SourceConnector, T> question) {
        this.verb = verb;
        this.source = source;
        this.connectors = connectors;
        this.limit = limit;
        this.question = question;
    }

    /** Valid once there is an answer. */
    Duration took() {
        return Duration.ofNanos(endedAt.get() - startedAt.get());
    }

    /** Starts a thread that asks; it may outlive the answer when the source hangs, and ends with the process. */
    CompletableFuture<T> start() {
        startedAt.set(System.nanoTime());
        Thread thread = new Thread(this::run, verb + '-' + source.id());
        thread.setDaemon(true);
        CompletableFuture<T> outcome = answer.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, failure) -> {
                    endedAt.set(System.nanoTime());
                    if (failure instanceof TimeoutException) {
                        thread.interrupt();
                        abandon();
                    }
                });
        thread.start();
        return outcome;
    }

    private void run() {
        try {
            answer.complete(askAndClose());
        } catch (RuntimeException | Error failure) {
            // An error too, such as a driver's class that is missing: else it would look like a source that does not
            // answer.
            answer.completeExceptionally(failure);
        }
    }

    /** Closes first: who hears of the answer may count on it. */
    private T askAndClose() {
        try {
            SourceConnector connector = connectors.open(source);
            open.set(connector);
            return question.apply(connector);
        } finally {
            close();
        }
    }

    /** On a thread of its own: closing a connection to a silent source may hang like reading it. */
    private void abandon() {
        Thread closer = new Thread(this::close, verb + "-abandon-" + source.id());
        closer.setDaemon(true);
        closer.start();
    }

    private void close() {
        SourceConnector connector = open.getAndSet(null);
        if (connector == null) {
            return;
        }
        try {
            connector.close();
        } catch (RuntimeException failure) {
            LOG.debug("closing the connector of source \"{}\" failed", source.id(), failure);
        }
    }
}
