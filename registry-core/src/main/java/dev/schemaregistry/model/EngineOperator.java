package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An operator that a source's users or extensions brought.
 *
 * @param left the type of the left side; empty for a prefix operator
 * @param routine what computes it
 */
public record EngineOperator(
        EngineName name, Optional<EngineName> left, EngineName right, EngineName result, EngineRoutine routine) {
    public EngineOperator {
        requireNonNull(name, "name");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        requireNonNull(result, "result");
        requireNonNull(routine, "routine");
    }
}
