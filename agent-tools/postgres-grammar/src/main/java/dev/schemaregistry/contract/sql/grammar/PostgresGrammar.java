package dev.schemaregistry.contract.sql.grammar;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Reason;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.SyntaxError;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Unparsed;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL's grammar. {@link #parse} always ends within the limits and never throws for what a text holds: too long,
 * too deep, too slow or a failure of the grammar itself is {@link Unparsed}.
 *
 * <p>Safe for any number of threads. Nothing is loaded before the first text; instances are filled in on demand, live on
 * threads of their own with a large stack, and go after a minute without work. One that failed is thrown away.
 */
public final class PostgresGrammar implements AutoCloseable {

    private static final long STACK_BYTES = 256L * 1024 * 1024;
    private static final String BAD_BYTES = "invalid byte sequence for encoding \"UTF8\": ";
    private static final long IDLE_SECONDS = 60;

    private final GrammarLimits limits;
    private final ThreadLocal<GrammarWorker> workers;
    private final ThreadPoolExecutor threads;

    public PostgresGrammar() {
        this(GrammarLimits.defaults());
    }

    public PostgresGrammar(GrammarLimits limits) {
        this.limits = requireNonNull(limits, "limits");
        workers = ThreadLocal.withInitial(() -> new GrammarWorker(limits));
        threads = new ThreadPoolExecutor(
                limits.maxInstances(),
                limits.maxInstances(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                PostgresGrammar::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Parses one text, which may hold any number of statements.
     *
     * @throws IllegalStateException when this grammar was closed
     */
    public ParseOutcome parse(String sql) {
        SourceText source = SourceText.of(sql);
        if (sql.length() > limits.maxBytes()) {
            return tooLong();
        }
        int half = source.loneSurrogate();
        if (half >= 0) {
            return new SyntaxError(BAD_BYTES + "half of a surrogate pair", source.byteOffset(half));
        }
        byte[] utf8 = source.utf8();
        if (utf8.length > limits.maxBytes()) {
            return tooLong();
        }
        int zero = sql.indexOf('\0');
        if (zero >= 0) {
            // A C string ends here: what follows would not be looked at, while another reader of the text might.
            return new SyntaxError(BAD_BYTES + "0x00", source.byteOffset(zero));
        }
        return await(submit(source, utf8));
    }

    /** Loads the grammar now, so that the first question does not pay for it. */
    public void warmUp() {
        parse("SELECT 1");
    }

    private Future<ParseOutcome> submit(SourceText source, byte[] utf8) {
        if (threads.isShutdown()) {
            throw new IllegalStateException("the grammar is closed");
        }
        return threads.submit(() -> parseHere(source, utf8));
    }

    private ParseOutcome parseHere(SourceText source, byte[] utf8) {
        GrammarWorker worker = workers.get();
        ParseOutcome outcome = worker.parse(source, utf8);
        if (!worker.usable()) {
            workers.remove();
        }
        return outcome;
    }

    private ParseOutcome await(Future<ParseOutcome> future) {
        try {
            return future.get(limits.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            return new Unparsed(Reason.TIME_LIMIT, "no parse within " + limits.timeLimit());
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new Unparsed(Reason.INTERRUPTED, "interrupted while parsing");
        } catch (CancellationException e) {
            return new Unparsed(Reason.INTERRUPTED, "the grammar was closed while parsing");
        } catch (ExecutionException e) {
            Reason reason = e.getCause() instanceof OutOfMemoryError ? Reason.OUT_OF_MEMORY : Reason.INTERNAL;
            return new Unparsed(reason, "the grammar failed: " + e.getCause());
        }
    }

    private ParseOutcome tooLong() {
        return new Unparsed(Reason.TOO_LONG, "the text is longer than " + limits.maxBytes() + " bytes");
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "postgres-grammar", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /** Stops the threads; texts being parsed come back as {@link Unparsed}. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(PostgresGrammar::cancel);
    }

    private static void cancel(Runnable work) {
        if (work instanceof Future<?> future) {
            future.cancel(true);
        }
    }
}
