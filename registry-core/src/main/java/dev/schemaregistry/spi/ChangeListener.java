package dev.schemaregistry.spi;

/**
 * Hears what a source says of its own changes. Called on threads of the connector, one call at a time; returns at once.
 *
 * <p>A hint may be lost or doubled: it is only a reason to look. A subscription starts silent: nothing is said of the time before
 * it, so whoever subscribes looks once by itself.
 */
public interface ChangeListener {
    /** The schema may have changed. */
    void changed();

    /**
     * Hints cannot be trusted to come from now on, or never could; until {@link #restored} only the clock is a reason to look.
     *
     * @param reason one sentence for the operator, without secrets, saying what is missing and what to do
     */
    void lost(String reason);

    /** Hints come (again); what happened meanwhile is unknown, so this is a reason to look too. */
    void restored();
}
