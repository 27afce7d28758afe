package dev.schemaregistry.connector.qdrant;

import static java.util.Objects.requireNonNullElse;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/** The same question to many, a few at a time. */
final class SideBySide {
    /** As many as help; a server has other things to do. */
    private static final int AT_ONCE = 8;

    private SideBySide() {}

    /**
     * The answers in the order of the inputs. The first failure ends it, and gives up what was not answered yet.
     *
     * @param interrupted what to throw when this thread is interrupted; its mark stays set
     */
    static <I, O> List<O> all(List<I> inputs, Function<I, O> question, Supplier<RuntimeException> interrupted) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, inputs.size()), named());
        try {
            ExecutorCompletionService<O> answers = new ExecutorCompletionService<>(threads);
            List<Future<O>> inOrder = new ArrayList<>();
            inputs.forEach(input -> inOrder.add(answers.submit(() -> question.apply(input))));
            for (int i = 0; i < inputs.size(); i++) {
                answers.take().get();
            }
            List<O> all = new ArrayList<>();
            for (Future<O> answer : inOrder) {
                all.add(answer.get());
            }
            return List.copyOf(all);
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static ThreadFactory named() {
        return task -> {
            Thread thread = new Thread(task, "qdrant-reading");
            thread.setDaemon(true);
            return thread;
        };
    }
}
