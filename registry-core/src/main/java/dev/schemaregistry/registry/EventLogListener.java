package dev.schemaregistry.registry;

/** Follows the event log, whoever writes to it, on whatever node. Called on a thread of its own, one call at a time; may take its time. */
@FunctionalInterface
public interface EventLogListener {
    /**
     * The log was looked at: several times a second, and at once after a hint that there is something new. Events are read by
     * {@link SchemaRegistry#changesSince}, from the place that the listener has come to.
     *
     * @param last the last place in the log
     */
    void looked(long last);

    /**
     * The log is not the one that was followed so far, or has an event where none was when the places around it were read: the
     * registry was restored from a backup, or its database keeps no order. Whatever was made of the log must be made again.
     */
    default void restarted() {}
}
