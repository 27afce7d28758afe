package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.Acceptance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What looking at one source led to.
 *
 * @param acceptance what the registry made of the reading; empty when the mark had not moved or the reading failed
 * @param warnings the connector's sentences for the operator, and one for each part that could not be read; hostile text
 * @param failure why there was no reading; only for {@link Outcome#FAILED}
 * @param profiled how many fields were looked at and have values that may be known
 * @param took from the start of the reading to its end
 */
public record IntrospectionResult(
        SourceId source,
        Outcome outcome,
        Optional<Acceptance> acceptance,
        List<String> warnings,
        Optional<RegistryException> failure,
        int profiled,
        Duration took) {
    public IntrospectionResult {
        requireNonNull(source, "source");
        requireNonNull(outcome, "outcome");
        requireNonNull(acceptance, "acceptance");
        requireNonNull(failure, "failure");
        requireNonNull(took, "took");
        warnings = List.copyOf(warnings);
    }

    static IntrospectionResult failed(SourceId source, RegistryException failure, Duration took) {
        return new IntrospectionResult(
                source, Outcome.FAILED, Optional.empty(), List.of(), Optional.of(failure), 0, took);
    }

    /** Without what the operator has heard before. */
    public IntrospectionResult withoutWarnings() {
        return new IntrospectionResult(source, outcome, acceptance, List.of(), failure, profiled, took);
    }

    IntrospectionResult withProfiled(int fields) {
        return new IntrospectionResult(source, outcome, acceptance, warnings, failure, fields, took);
    }

    /** In one word. */
    public enum Outcome {
        /** At least one new version. */
        CHANGED,
        /** Read, nothing new. */
        UNCHANGED,
        /** Not read: the source's own mark is the one stored. */
        NOT_MOVED,
        /** Could not be read; what was known of it stays. */
        FAILED
    }
}
