package dev.schemaregistry.contract.guard;

/** What becomes of a row that is not as the contract says. Mismatches are counted in any case. */
public enum GuardPolicy {
    /** It is handed on. */
    LOG,
    /** Reading ends with an exception. */
    FAIL,
    /** It is left out. */
    DROP
}
