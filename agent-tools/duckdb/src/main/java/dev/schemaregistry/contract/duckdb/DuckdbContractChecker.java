package dev.schemaregistry.contract.duckdb;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks DuckDB queries with the engine itself: an empty database in memory holds the stored schema, and the engine parses and binds the
 * query, never runs it. It may touch no file and no network. The engine is loaded with the first query. Thread-safe.
 */
public final class DuckdbContractChecker implements ContractChecker {
    private static final Logger LOG = LoggerFactory.getLogger(DuckdbContractChecker.class);
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_SCHEMAS = 20;
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    /** Stays within the two seconds that are promised. */
    private static final Duration LIMIT = Duration.ofMillis(1_800);

    private final LoadingCache<SchemaContext, DuckdbDatabase> databases = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MOST_SCHEMAS)
            .removalListener(DuckdbContractChecker::closeRemoved)
            .build(DuckdbDatabase::holding);
    private final ExecutorService threads = Executors.newFixedThreadPool(2, DuckdbContractChecker::thread);

    private DuckdbContractChecker() {}

    /** A checker with limits that keep every answer within two seconds, once the schema is laid out. */
    public static DuckdbContractChecker create() {
        return new DuckdbContractChecker();
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        int length = query.text().length();
        if (length > MOST_CHARACTERS || query.text().indexOf('\0') >= 0) {
            return refused(
                    query,
                    length > MOST_CHARACTERS
                            ? "the query has " + length + " characters; at most " + MOST_CHARACTERS + " are checked"
                            : "the query holds a character zero");
        }
        try {
            DuckdbDatabase database = databases.get(query.schema());
            return await(database, threads.submit(() -> new DuckdbCheck(query, database).report()), query);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noOpinion(query, e);
        } catch (ExecutionException e) {
            return noOpinion(query, Optional.<Throwable>ofNullable(e.getCause()).orElse(e));
        } catch (RuntimeException e) {
            return noOpinion(query, e);
        }
    }

    private static ContractReport await(DuckdbDatabase database, Future<ContractReport> report, ContractQuery query)
            throws InterruptedException, ExecutionException {
        try {
            return report.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            database.interrupt();
            report.cancel(true);
            return refused(query, "the engine thinks longer about the query than the limits allow; simplify it");
        }
    }

    private static ContractReport refused(ContractQuery query, String why) {
        return ContractReport.of(query.schema().source(), Verdict.REJECT, Finding.error(Rule.POLICY_LIMIT, why));
    }

    private static ContractReport noOpinion(ContractQuery query, Throwable cause) {
        LOG.warn("the check of a query for source {} failed", query.schema().source(), cause);
        return ContractReport.of(query.schema().source(), Verdict.UNVERIFIED, Finding.incomplete(cause));
    }

    /** The engine walks deep expressions on the stack of its caller. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "duckdb-check", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private static void closeRemoved(
            @Nullable SchemaContext schema, @Nullable DuckdbDatabase database, RemovalCause cause) {
        if (database != null) {
            database.close();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        databases.invalidateAll();
        databases.cleanUp();
    }
}
