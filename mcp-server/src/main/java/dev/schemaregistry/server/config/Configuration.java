package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a configuration file says.
 *
 * @param registry where the registry is kept, when the file says so
 */
public record Configuration(Optional<String> registry, List<ConfiguredSource> sources) {
    /** What holds without a file. */
    public static final Configuration EMPTY = new Configuration(Optional.empty(), List.of());

    public Configuration {
        requireNonNull(registry, "registry");
        sources = List.copyOf(sources);
    }
}
