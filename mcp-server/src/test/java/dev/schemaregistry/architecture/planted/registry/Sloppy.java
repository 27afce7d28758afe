package dev.schemaregistry.architecture.planted.registry;

import java.time.Instant;
import java.util.Optional;

/** Every bad habit in one class. */
class Sloppy {
    static int calls;

    public String findNothing() {
        calls++;
        return "";
    }

    public Optional<String> getPerhaps() {
        return Optional.empty();
    }

    void shout() {
        System.out.println("stray");
    }

    void fail() {
        throw new RuntimeException("of some kind");
    }

    Instant now() {
        return Instant.now();
    }
}
