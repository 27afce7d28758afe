package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Repair;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import java.util.Optional;

/** The contract check of a query against a source as it is stored now. */
record QueryChecks(KnownSchemas schemas, ContractChecker checker) {
    ContractReport check(DataSource source, String query) {
        return checker.validate(new ContractQuery(query, context(source)));
    }

    /** The query made right and checked again; empty when that is not possible. */
    Optional<String> repair(DataSource source, String query, ContractReport report) {
        return Repair.of(new ContractQuery(query, context(source)), report, checker);
    }

    private SchemaContext context(DataSource source) {
        return schemas.of(source)
                .context()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.UNSUPPORTED,
                        "queries of source \"" + source.id()
                                + "\" can't be checked: no checker reads the language of a "
                                + PlainText.quoted(source.type()) + " source"));
    }
}
