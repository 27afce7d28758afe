package dev.schemaregistry.spi;

import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import java.util.Optional;

/**
 * Reads the schema of one data source. Never writes, and reads data only where the schema must be inferred,
 * or where it is asked for a {@linkplain #valueProfiler() profile}.
 *
 * <p>Reports, never judges: it knows neither the store nor the differ. One thread at a time, except {@link #close()} and
 * {@link #watch}. Failures
 * are {@link dev.schemaregistry.error.SourceException}s, in bounded time.
 */
public interface SourceConnector extends AutoCloseable {
    /** The whole schema as it is now. Two calls on an unchanged source return equal snapshots, observations aside. */
    Snapshot discover();

    /**
     * The part of the schema that is wanted: like {@link #discover()} without the tables that the selection leaves out. A connector
     * for which each table costs a question overrides this and does not ask for the others.
     */
    default Snapshot discover(TableSelection selection) {
        return discover().only(selection::includes);
    }

    /**
     * A cheap mark of the schema. While it stays equal, {@link #discover()} need not be called again. Comparable only with
     * marks of the same connector.
     */
    Fingerprint fingerprint();

    /**
     * A mark of what {@link #discover(TableSelection)} reads. It may cover more; a connector for which each table costs a question
     * overrides this and does not ask for the others.
     */
    default Fingerprint fingerprint(TableSelection selection) {
        return fingerprint();
    }

    /**
     * Whether {@link #fingerprint()} also moves when a gap opens or closes, such as by a permission. Then a source that was seen in
     * part need not be read again while its mark stays.
     */
    default boolean marksGaps() {
        return false;
    }

    /** Checks queries at the source without running them; empty if the source offers no such check. */
    default Optional<DryRunner> dryRunner() {
        return Optional.empty();
    }

    /** Runs reads that were proved to be such; empty if the source does not speak JDBC, or offers no read-only session. */
    default Optional<ReadRunner> readRunner() {
        return Optional.empty();
    }

    /** Looks into the values of tables; empty if the source's values are not to be had so. */
    default Optional<ValueProfiler> valueProfiler() {
        return Optional.empty();
    }

    /**
     * Tells the listener when the schema may have changed; empty if the source can never tell. Returns at once: connects on a
     * thread of its own, and again after a loss, until closed. The listener hears {@link ChangeListener#restored} when the
     * subscription stands, or {@link ChangeListener#lost} when a privilege, a set-up or the source itself is missing.
     */
    default Optional<Watch> watch(ChangeListener listener) {
        return Optional.empty();
    }

    /** What must be set up in the source before {@link #watch} hears anything; empty if nothing must. */
    default Optional<PushSetup> pushSetup() {
        return Optional.empty();
    }

    @Override
    void close();
}
