package dev.schemaregistry.contract.duckdb;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractCheckerProvider;
import dev.schemaregistry.contract.Dialect;

/** Brings {@link DuckdbContractChecker}. */
public final class DuckdbCheckerProvider implements ContractCheckerProvider {
    @Override
    public Dialect dialect() {
        return Dialect.DUCKDB;
    }

    @Override
    public ContractChecker create() {
        return DuckdbContractChecker.create();
    }
}
