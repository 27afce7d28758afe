package dev.schemaregistry.contract.mongo;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks MongoDB's read commands, written as one document in JSON, Extended JSON or the shell's form: a walker follows the shape of
 * documents from stage to stage, with a table of all operators. Thread-safe.
 */
public final class MongoContractChecker implements ContractChecker {
    private static final Logger LOGGER = LoggerFactory.getLogger(MongoContractChecker.class);
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int MOST_SCHEMAS = 200;

    private final LoadingCache<SchemaContext, MongoSchema> schemas =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_SCHEMAS).build(MongoSchema::new);

    private MongoContractChecker() {}

    /** A checker with limits that keep every answer within two seconds. */
    public static MongoContractChecker create() {
        return new MongoContractChecker();
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        int length = query.text().length();
        if (length > MOST_CHARACTERS) {
            Finding finding = Finding.error(
                    Rule.POLICY_LIMIT,
                    "the query has " + length + " characters; at most " + MOST_CHARACTERS + " are checked");
            return verdict(query, Verdict.REJECT, finding);
        }
        try {
            return new MongoCheck(query, schemas.get(query.schema())).report();
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.warn(
                    "the check of a query for source {} failed", query.schema().source(), e);
            return verdict(query, Verdict.UNVERIFIED, incomplete(e));
        }
    }

    private static Finding incomplete(Throwable cause) {
        return new Finding(
                Rule.CHECK_INCOMPLETE,
                Severity.WARNING,
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                "the checker has no opinion on this query (" + cause.getClass().getSimpleName() + ")",
                List.of(),
                Optional.empty());
    }

    private static ContractReport verdict(ContractQuery query, Verdict verdict, Finding finding) {
        return new ContractReport(
                query.schema().source(), verdict, false, List.of(finding), List.of(), List.of(), List.of(), Map.of());
    }

    @Override
    public void close() {
        schemas.invalidateAll();
    }
}
