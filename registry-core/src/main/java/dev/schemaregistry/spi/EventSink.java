package dev.schemaregistry.spi;

import dev.schemaregistry.event.RegistryEvent;

/**
 * A listener of the event log, such as the search index. Called on one thread at a time, in order, at least once; a failing
 * sink stops only itself and is offered the same event again.
 */
public interface EventSink {
    /** The name under which this sink's position in the log is stored. */
    String name();

    void accept(RegistryEvent event);
}
