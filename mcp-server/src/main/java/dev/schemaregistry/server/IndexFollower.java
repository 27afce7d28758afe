package dev.schemaregistry.server;

import dev.schemaregistry.classify.IndexView;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.registry.EventLogListener;

/** Keeps this node's index at the end of the event log, before anybody asks. */
record IndexFollower(SchemaIndex index) implements EventLogListener {
    @Override
    public void looked(long last) {
        if (index.revision() < last) {
            index.follow();
            // What is brought in becomes visible by reading.
            long unused = index.<Long>read(IndexView::revision);
        }
    }

    @Override
    public void restarted() {
        index.restart();
    }
}
