package dev.schemaregistry.spi;

/**
 * Hears what a source says of its own changes. Called on threads of the connector, one call at a time; returns at once.
 *
 * <p>A hint may be lost or doubled: it is only a reason to look. A subscription starts silent: nothing is said of the time before
 * it, and a source is connected to on another thread. So a subscription says by {@link #restored} that it stands, the first time
 * too, or by {@link #lost} that it does not; whoever subscribes looks once after either.
 */
public interface ChangeListener {
    /** The schema may have changed. */
    void changed();

    /**
     * Hints cannot be trusted to come from now on, or never could; until {@link #restored} only the clock is a reason to look. Said
     * once for a reason, however often a connection is tried again; another reason may follow.
     *
     * @param reason one sentence for the operator, without secrets, saying what is missing and what to do
     */
    void lost(String reason);

    /** Hints come from now on, for the first time or again; what happened before is unknown, so this is a reason to look too. */
    void restored();
}
