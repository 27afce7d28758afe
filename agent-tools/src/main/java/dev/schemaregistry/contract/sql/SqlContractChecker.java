package dev.schemaregistry.contract.sql;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.dialects.ManyDialectsChecker;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome;
import dev.schemaregistry.contract.sql.grammar.PostgresGrammar;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks SQL: PostgreSQL with the server's own grammar and a resolver over the stored schema, SQLite with an empty database of
 * the stored schema. Nothing is loaded before the first query of a dialect. Thread-safe.
 */
public final class SqlContractChecker implements ContractChecker {
    private static final Logger LOGGER = LoggerFactory.getLogger(SqlContractChecker.class);
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int MOST_SCHEMAS = 200;
    private static final int MOST_LOADS = 4;

    private final LoadingCache<SchemaContext, SqliteSide> sqlite = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MOST_SCHEMAS)
            .removalListener(SqlContractChecker::closeRemoved)
            .build(SqlContractChecker::sqliteSide);

    private final ContractChecker others = new ManyDialectsChecker();
    private final PostgresGrammar grammar = new PostgresGrammar();
    private final AtomicBoolean loaded = new AtomicBoolean();
    private final LoadingCache<SchemaContext, PostgresSide> postgres =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_SCHEMAS).build(schema -> postgresSide(schema));

    private SqlContractChecker() {}

    /** The languages it reads. */
    public static Set<Dialect> dialects() {
        return EnumSet.of(
                Dialect.POSTGRESQL, Dialect.SQLITE, Dialect.MYSQL, Dialect.CLICKHOUSE, Dialect.BIGQUERY, Dialect.SPARK);
    }

    private PostgresSide postgresSide(SchemaContext schema) {
        PostgresSchema names = new PostgresSchema(schema);
        return new PostgresSide(names, new ViewPolicy(grammar, names));
    }

    /** A checker with limits that keep every answer within two seconds. */
    public static SqlContractChecker create() {
        return new SqlContractChecker();
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        if (query.text().length() > MOST_CHARACTERS) {
            return ContractReport.of(
                    query.schema().source(),
                    Verdict.REJECT,
                    Finding.error(
                            Rule.POLICY_LIMIT,
                            "the query has " + query.text().length() + " characters; at most " + MOST_CHARACTERS
                                    + " are checked"));
        }
        try {
            return check(query);
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.warn(
                    "the check of a query for source {} failed", query.schema().source(), e);
            return ContractReport.of(query.schema().source(), Verdict.UNVERIFIED, Finding.incomplete(e));
        }
    }

    private ContractReport check(ContractQuery query) {
        return switch (query.dialect()) {
            case SQLITE -> {
                SqliteSide side = sqlite.get(query.schema());
                yield new SqliteCheck(query, side.database(), side.withheld()).report();
            }
            case MYSQL, CLICKHOUSE, BIGQUERY, SPARK -> others.validate(query);
            case POSTGRESQL -> {
                PostgresSide side = postgres.get(query.schema());
                load();
                yield new PostgresCheck(query, side.names(), side.views()).report(grammar);
            }
            default -> throw new IllegalArgumentException("no SQL: " + query.dialect());
        };
    }

    /** Loading is not charged to the first query: on a busy machine it takes longer than a query may. */
    private void load() {
        if (loaded.get()) {
            return;
        }
        synchronized (loaded) {
            for (int attempt = 0; attempt < MOST_LOADS && !loaded.get(); attempt++) {
                loaded.set(grammar.parse("SELECT 1") instanceof ParseOutcome.Parsed);
            }
        }
    }

    private static void closeRemoved(@Nullable SchemaContext schema, @Nullable SqliteSide side, RemovalCause cause) {
        if (side != null) {
            side.database().close();
            side.withheld().ifPresent(SqliteWithheld::close);
        }
    }

    @Override
    public void close() {
        sqlite.invalidateAll();
        sqlite.cleanUp();
        grammar.close();
    }

    private static SqliteSide sqliteSide(SchemaContext schema) {
        return new SqliteSide(SqliteDatabase.holding(schema), SqliteWithheld.of(schema));
    }

    private record SqliteSide(SqliteDatabase database, Optional<SqliteWithheld> withheld) {}

    private record PostgresSide(PostgresSchema names, ViewPolicy views) {}
}
