package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How much a connector is to look at where it infers a schema.
 *
 * @param own said of this source
 * @param usual said of all sources; meant for those that infer
 */
public record SampleSize(Optional<String> own, Optional<String> usual) {
    public static final SampleSize NOT_SAID = new SampleSize(Optional.empty(), Optional.empty());

    public SampleSize {
        requireNonNull(own, "own");
        requireNonNull(usual, "usual");
    }
}
