package dev.schemaregistry.spi;

/**
 * What must stand in a source before it can push its changes, such as PostgreSQL's event triggers. The only thing that a connector
 * ever writes, and only when {@link #install} or {@link #remove} is called by name. One thread at a time.
 */
public interface PushSetup {
    /** The script that sets it up, for an administrator to read or run; running it twice is harmless. */
    String installScript();

    /** The script that takes everything of it away again; running it twice is harmless. */
    String removeScript();

    /** Whether it stands. */
    boolean isInstalled();

    /**
     * Runs {@link #installScript}.
     *
     * @throws dev.schemaregistry.error.SourceException when the source refuses, naming the privilege that is missing
     */
    void install();

    /**
     * Runs {@link #removeScript}.
     *
     * @throws dev.schemaregistry.error.SourceException when the source refuses, naming the privilege that is missing
     */
    void remove();
}
