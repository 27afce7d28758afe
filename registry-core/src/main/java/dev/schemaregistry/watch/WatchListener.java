package dev.schemaregistry.watch;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;

/** Hears what a watcher does. Called on threads of the watcher, one call at a time; a slow listener holds up what it is told. */
public interface WatchListener {
    /** Hears nothing. */
    WatchListener SILENT = new WatchListener() {};

    /** How a source is watched from now on: said when that is known first, and whenever it changes. */
    default void watching(Watching watching) {}

    /** A look led to at least one new version, which is stored already. */
    default void changed(IntrospectionResult result) {}

    /** A source could be read and now can't; said once until it recovers. */
    default void failing(SourceId source, RegistryException why) {}

    /**
     * A source could be read only in part; said once until it is whole again.
     *
     * @param why one sentence, with words of the source in it: hostile text
     */
    default void partial(SourceId source, String why) {}

    /** A source that could not be read, or only in part, was read whole again. */
    default void recovered(SourceId source) {}

    /** Another node watches the source from now on, or may. */
    default void handedOver(SourceId source) {}

    /** The registry does not have the source any more. */
    default void forgotten(SourceId source) {}
}
