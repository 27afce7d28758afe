package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.json.JsonContractChecker;

/**
 * Checks requests to Qdrant: one JSON document, the body of a REST call with the {@code collection} and, where it is no query, the
 * {@code operation}. Thread-safe.
 */
public final class QdrantContractChecker implements ContractChecker {
    private final JsonContractChecker checker =
            new JsonContractChecker((request, checked) -> new QdrantCheck(request, checked).run());

    private QdrantContractChecker() {}

    public static QdrantContractChecker create() {
        return new QdrantContractChecker();
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        return checker.validate(query);
    }

    @Override
    public void close() {
        checker.close();
    }
}
