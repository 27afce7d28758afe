package dev.schemaregistry.classify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one model, on threads of its own, for a limited time. A model that keeps failing is left alone for a while. Thread-safe.
 * What a model's exception says is told to nobody: it may hold an address or a key.
 */
final class ModelCall {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCall.class);
    /** Calls at once; a model that never returns holds its thread. */
    private static final int MOST_CALLS = 8;

    private final String model;
    private final Duration time;
    private final int failures;
    private final Duration pause;
    private final Clock clock;
    private final ThreadPoolExecutor threads;
    private int failed;
    private Instant pausedUntil = Instant.MIN;

    ModelCall(String model, Duration time, ClassifierModels models) {
        this.model = model;
        this.time = time;
        this.failures = models.limits().failures();
        this.pause = models.limits().pause();
        this.clock = models.clock();
        this.threads =
                new ThreadPoolExecutor(0, MOST_CALLS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "classifier-" + model.replace(' ', '-'));
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What the model answers.
     *
     * @throws Unanswered with the sentence to show, when there is no answer
     */
    <T> T ask(Callable<T> question) throws Unanswered {
        if (isPaused()) {
            throw new Unanswered(
                    "the " + model + " failed " + failures + " times in a row and is left alone for a while");
        }
        try {
            Future<T> answer = threads.submit(question);
            T value = await(answer);
            note(true);
            return value;
        } catch (RejectedExecutionException full) {
            throw new Unanswered("the " + model + " is still busy with " + MOST_CALLS + " other questions");
        } catch (TimeoutException late) {
            throw failure("the " + model + " did not answer within " + time.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw failure("the " + model + " failed (" + cause.getClass().getSimpleName() + ")", cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("waiting for the " + model + " was interrupted");
        }
    }

    private <T> T await(Future<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private Unanswered failure(String sentence, Throwable cause) {
        note(false);
        LOG.warn("{}; {}", sentence, cause.getClass().getName());
        return new Unanswered(sentence);
    }

    private synchronized boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    private synchronized void note(boolean good) {
        failed = good ? 0 : failed + 1;
        if (failed >= failures) {
            pausedUntil = clock.instant().plus(pause);
            failed = 0;
        }
    }

    /** There is no answer; the message is a sentence without its end. */
    static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        Unanswered(String sentence) {
            super(sentence);
        }

        String sentence() {
            @Nullable String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
