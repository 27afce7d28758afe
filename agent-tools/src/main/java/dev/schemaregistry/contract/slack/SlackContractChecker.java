package dev.schemaregistry.contract.slack;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.json.JsonContractChecker;

/**
 * Checks calls of Slack's Web API: one JSON document with the {@code method}, its arguments, and the {@code fields} of the answer that
 * are wanted. Thread-safe.
 */
public final class SlackContractChecker implements ContractChecker {
    private final JsonContractChecker checker =
            new JsonContractChecker((request, checked) -> new SlackCheck(request, checked).run());

    private SlackContractChecker() {}

    public static SlackContractChecker create() {
        return new SlackContractChecker();
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
