package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractCheckers;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.qdrant.QdrantContractChecker;
import dev.schemaregistry.contract.slack.SlackContractChecker;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import java.util.Map;

/** The checkers of every language there is. */
public final class QueryCheckers {
    private QueryCheckers() {}

    /** A checker for all dialects; nothing is loaded before the first query of one. */
    public static ContractChecker all() {
        ContractChecker sql = SqlContractChecker.create();
        return ContractCheckers.of(Map.of(
                Dialect.POSTGRESQL,
                sql,
                Dialect.SQLITE,
                sql,
                Dialect.QDRANT,
                QdrantContractChecker.create(),
                Dialect.SLACK,
                SlackContractChecker.create()));
    }
}
