package dev.schemaregistry.contract;

/**
 * Judges a query by the stored schema alone: no source is contacted. Thread-safe.
 *
 * <p>Every text gets a report, within two seconds; a failure inside the checker is the verdict
 * {@link ContractReport.Verdict#UNVERIFIED}, never an exception and never a refusal.
 */
public interface ContractChecker extends AutoCloseable {
    /** All findings of one query in one pass. */
    ContractReport validate(ContractQuery query);

    /** Frees what was derived from schemas; the checker must not be used afterwards. */
    @Override
    void close();
}
