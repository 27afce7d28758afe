package dev.schemaregistry.contract.mongo;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
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
            return ContractReport.of(query.schema().source(), Verdict.REJECT, finding);
        }
        try {
            return new MongoCheck(query, schemas.get(query.schema())).report();
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.warn(
                    "the check of a query for source {} failed", query.schema().source(), e);
            return ContractReport.of(query.schema().source(), Verdict.UNVERIFIED, Finding.incomplete(e));
        }
    }

    @Override
    public void close() {
        schemas.invalidateAll();
    }
}
