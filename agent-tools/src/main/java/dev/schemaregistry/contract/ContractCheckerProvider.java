package dev.schemaregistry.contract;

/**
 * Brings the checker of a dialect whose engine is a library of its own; found by {@link java.util.ServiceLoader}. Making one loads nothing
 * heavy.
 */
public interface ContractCheckerProvider {
    /** The language it checks. */
    Dialect dialect();

    /** A new checker; whoever asked for it closes it. */
    ContractChecker create();
}
