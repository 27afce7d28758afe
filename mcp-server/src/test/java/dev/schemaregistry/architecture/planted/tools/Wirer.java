package dev.schemaregistry.architecture.planted.tools;

import dev.schemaregistry.architecture.planted.connector.two.Neighbour;
import dev.schemaregistry.architecture.planted.store.PlantedStore;
import java.time.Clock;

/** Wires though it is not the wiring: names a store, a connector and a clock. */
class Wirer {
    String wire(PlantedStore store, Neighbour connector) {
        return store + " " + connector + " " + Clock.systemUTC();
    }
}
