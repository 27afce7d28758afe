package dev.schemaregistry.registry;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.spi.RegistryStore;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places in the log that had no event when the places after them did. Mostly the events went with their source, which is in order. But
 * should a database show events in another order than that of their places, one turns up there later, and whoever follows by the last
 * place has missed it. Confined to one thread.
 */
final class MissingPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(MissingPlaces.class);
    /** No more is looked through at once: a load of that size is no race of writers. */
    private static final int MOST = 1_000;
    /** How many looks a place is kept in mind. */
    private static final int LOOKS = 40;

    private final RegistryStore store;
    private final TreeMap<Long, Integer> looksLeft = new TreeMap<>();

    MissingPlaces(RegistryStore store) {
        this.store = store;
    }

    /** Whether an event has turned up at a place seen without one before; then looks at the places after {@code from}. */
    boolean foundSince(long from, long to) {
        boolean found = hasFilled();
        if (to > from && to - from <= MOST) {
            note(from, to);
        }
        return found;
    }

    private void note(long from, long to) {
        List<RegistryEvent> events = store.events(from, MOST).stream()
                .filter(event -> event.sequence() <= to)
                .toList();
        if (events.size() == to - from) {
            return;
        }
        for (long place = from + 1; place <= to; place++) {
            looksLeft.put(place, LOOKS);
        }
        events.forEach(event -> looksLeft.remove(event.sequence()));
    }

    private boolean hasFilled() {
        if (looksLeft.isEmpty()) {
            return false;
        }
        boolean found = false;
        for (RegistryEvent event : store.events(looksLeft.firstKey() - 1, MOST)) {
            if (looksLeft.remove(event.sequence()) != null) {
                LOG.error("the event at place {} became visible after later ones; all is read again", event.sequence());
                found = true;
            }
        }
        looksLeft.replaceAll((place, looks) -> looks - 1);
        looksLeft.values().removeIf(looks -> looks <= 0);
        return found;
    }

    void forget() {
        looksLeft.clear();
    }
}
