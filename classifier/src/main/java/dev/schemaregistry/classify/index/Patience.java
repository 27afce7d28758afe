package dev.schemaregistry.classify.index;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a model in the background, on a thread that is given up when it takes too long. */
final class Patience {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Patience() {}

    /** @throws IllegalStateException when there is no answer in time; its cause is what the model threw */
    static <T> T ask(Callable<T> question) {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread thread = new Thread(answer, "meaning-index-model");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("the embedding model did not answer within " + MOST, late);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the embedding model failed", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting for the embedding model was interrupted", stopped);
        } finally {
            answer.cancel(true);
        }
    }
}
