package dev.schemaregistry.contract.guard;

/** Hears once of each result that was guarded and had mismatches. Called by the thread that reads the rows; must not throw. */
@FunctionalInterface
public interface MismatchSink {
    void record(MismatchReport report);

    /** Nobody hears. */
    static MismatchSink none() {
        return report -> {};
    }
}
