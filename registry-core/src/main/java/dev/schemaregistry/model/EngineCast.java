package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A cast that a source's users or extensions brought.
 *
 * @param context the least explicit place where it is applied
 * @param binary whether the two types share one form, so that nothing is computed
 * @param routine what computes it; empty where nothing does, or the types' own text forms do
 */
public record EngineCast(
        EngineName source, EngineName target, Context context, boolean binary, Optional<EngineRoutine> routine) {
    public EngineCast {
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        requireNonNull(context, "context");
        requireNonNull(routine, "routine");
    }

    /** Where a value may change its type, from the most guarded to the most open. */
    public enum Context {
        IMPLICIT,
        ASSIGNMENT,
        EXPLICIT
    }
}
