package dev.schemaregistry.watch;

import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import java.util.Optional;

/**
 * What a connector said.
 *
 * @param mark taken before the snapshot, so that a change in between is seen by the next reading
 * @param snapshot empty when the mark is the one stored
 */
record Reading(Fingerprint mark, Optional<Snapshot> snapshot) {}
