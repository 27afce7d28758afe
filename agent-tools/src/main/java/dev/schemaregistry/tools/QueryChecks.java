package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;

/** The contract check of a query against a source as it is stored now. */
record QueryChecks(KnownSchemas schemas, ContractChecker checker) {
    ContractReport check(DataSource source, String query) {
        SchemaContext context = schemas.of(source)
                .context()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.UNSUPPORTED,
                        "queries of source \"" + source.id()
                                + "\" can't be checked: no checker reads the language of a "
                                + PlainText.quoted(source.type()) + " source"));
        return checker.validate(new ContractQuery(query, context));
    }
}
