package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A function as the code behind an object: what an operator, a cast, a type or a view calls.
 *
 * @param volatility what two calls with equal arguments may do, by its owner's word
 * @param extension the extension whose own code it is; empty for what a user wrote, also where that was added to an extension later
 */
public record EngineRoutine(EngineName name, Volatility volatility, Optional<String> extension)
        implements Comparable<EngineRoutine> {
    public EngineRoutine {
        requireNonNull(name, "name");
        requireNonNull(volatility, "volatility");
        requireNonNull(extension, "extension");
    }

    /** What two calls with equal arguments may do. */
    public enum Volatility {
        IMMUTABLE,
        STABLE,
        VOLATILE
    }

    @Override
    public int compareTo(EngineRoutine other) {
        return name.compareTo(other.name);
    }
}
