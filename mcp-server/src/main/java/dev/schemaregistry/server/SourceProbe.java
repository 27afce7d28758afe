package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.watch.ConnectorOpener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a source whether it answers; writes nothing anywhere. Thread-safe. */
public final class SourceProbe {
    private final ConnectorOpener connectors;

    public SourceProbe(ConnectorOpener connectors) {
        this.connectors = requireNonNull(connectors, "connectors");
    }

    /**
     * How long the source took to give its schema's mark.
     *
     * @throws RegistryException when it can't be reached, refuses, or takes longer than {@code limit}
     */
    public Duration ask(DataSource source, Duration limit) {
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer(source, answer), "probe-" + source.id());
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            thread.interrupt();
            throw new SourceException(
                    ErrorCode.SOURCE_TIMEOUT,
                    "source \"" + source.id() + "\" gave no answer within " + limit.toSeconds()
                            + " s; check its address and network");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SourceException(ErrorCode.SOURCE_FAILED, "the test was interrupted; run it again", interrupted);
        } catch (ExecutionException failed) {
            throw explained(source, requireNonNull(failed.getCause()));
        }
    }

    /** Asks several, side by side; one answer a source, in their order. */
    public List<Answer> askAll(List<DataSource> sources, Duration limit) {
        List<CompletableFuture<Answer>> asked = sources.stream()
                .map(source -> CompletableFuture.supplyAsync(() -> answer(source, limit), SourceProbe::onItsOwn))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private Answer answer(DataSource source, Duration limit) {
        try {
            return new Answer(source, Optional.of(ask(source, limit)), Optional.empty());
        } catch (RegistryException why) {
            return new Answer(source, Optional.empty(), Optional.of(why));
        }
    }

    private static void onItsOwn(Runnable work) {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        thread.start();
    }

    /** How long a source took, or why it gave no answer: one of the two. */
    public record Answer(DataSource source, Optional<Duration> took, Optional<RegistryException> failure) {}

    private void answer(DataSource source, CompletableFuture<Duration> answer) {
        long start = System.nanoTime();
        try (SourceConnector connector = connectors.open(source)) {
            connector.fingerprint();
            answer.complete(Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    private static RegistryException explained(DataSource source, Throwable failure) {
        return failure instanceof RegistryException known
                ? known
                : new SourceException(
                        ErrorCode.SOURCE_FAILED,
                        "asking source \"" + source.id() + "\" failed unexpectedly ("
                                + failure.getClass().getSimpleName() + "); run again with -v -v and report it",
                        failure);
    }
}
