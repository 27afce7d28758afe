package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.Watch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those in this process who want to know that events were written. Thread-safe. */
final class EventHints {
    private final Set<Hint> hints = ConcurrentHashMap.newKeySet();

    /** One that is added twice is told twice. */
    private static final class Hint {
        private final Runnable runnable;

        Hint(Runnable runnable) {
            this.runnable = runnable;
        }
    }

    Watch add(Runnable hint) {
        Hint added = new Hint(hint);
        hints.add(added);
        return () -> hints.remove(added);
    }

    void tell() {
        hints.forEach(hint -> hint.runnable.run());
    }
}
