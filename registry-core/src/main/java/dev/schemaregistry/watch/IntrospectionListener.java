package dev.schemaregistry.watch;

/** Hears how an introspection goes; called on the thread that asked for it, one call at a time. */
@FunctionalInterface
public interface IntrospectionListener {
    /** Hears nothing. */
    IntrospectionListener SILENT = (result, done, total) -> {};

    /**
     * One more source is done.
     *
     * @param done how many are done, this one included
     * @param total how many there are
     */
    void done(IntrospectionResult result, int done, int total);
}
