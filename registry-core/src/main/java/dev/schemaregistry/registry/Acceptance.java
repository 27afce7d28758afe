package dev.schemaregistry.registry;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.VersionBump;
import java.util.List;

/**
 * What accepting a snapshot led to.
 *
 * @param source the source's record afterwards
 * @param events one per new version, in order; empty when nothing changed
 * @param tables how many tables the source has now
 */
public record Acceptance(DataSource source, List<RegistryEvent> events, int tables) {
    public Acceptance {
        requireNonNull(source, "source");
        events = List.copyOf(events);
    }

    /** Whether a version was made. */
    public boolean changed() {
        return !events.isEmpty();
    }

    /** The heaviest change among them. */
    public VersionBump bump() {
        VersionBump heaviest = VersionBump.NONE;
        for (RegistryEvent event : events) {
            if (event instanceof RegistryEvent.TableChanged change) {
                heaviest = heaviest.max(change.bump());
            }
        }
        return heaviest;
    }
}
