package dev.schemaregistry.store.jdbc;

/** Hears how a copy of a registry goes. */
@FunctionalInterface
public interface CopyProgress {
    /** For who does not want to know. */
    CopyProgress UNHEARD = (done, total) -> {};

    /**
     * So much is done.
     *
     * @param done rows written, and afterwards rows read back
     * @param total what {@code done} will be in the end
     */
    void at(long done, long total);
}
