package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractCheckerProvider;
import dev.schemaregistry.contract.ContractCheckers;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.mongo.MongoContractChecker;
import dev.schemaregistry.contract.qdrant.QdrantContractChecker;
import dev.schemaregistry.contract.slack.SlackContractChecker;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The checkers of every language there is. */
public final class QueryCheckers {
    private QueryCheckers() {}

    /**
     * A checker for all dialects; nothing is loaded before the first query of one. A dialect whose engine is a library of its own is checked
     * where that library's module is on the class path.
     */
    public static ContractChecker all() {
        Map<Dialect, ContractChecker> checkers = new EnumMap<>(Dialect.class);
        ContractChecker sql = SqlContractChecker.create();
        SqlContractChecker.dialects().forEach(dialect -> checkers.put(dialect, sql));
        checkers.put(Dialect.MONGODB, MongoContractChecker.create());
        checkers.put(Dialect.QDRANT, QdrantContractChecker.create());
        checkers.put(Dialect.SLACK, SlackContractChecker.create());
        ServiceLoader.load(ContractCheckerProvider.class, QueryCheckers.class.getClassLoader())
                .forEach(provider -> checkers.put(provider.dialect(), provider.create()));
        return ContractCheckers.of(checkers);
    }
}
