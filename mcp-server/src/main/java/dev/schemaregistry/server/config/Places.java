package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where things are. One folder holds everything of a user: {@code config.yaml}, {@code registry.db} and the search index beside
 * it. It is {@code ~/.data-connector}, or what {@code SCHEMA_REGISTRY_HOME} says.
 *
 * @param home the folder
 * @param configuration the configuration file: {@code --config}, else {@code SCHEMA_REGISTRY_CONFIG}, else in the folder
 * @param configurationIsNamed whether somebody asked for that file, so that it must be there
 * @param registry what was asked for as the registry: {@code --registry}, else {@code SCHEMA_REGISTRY_URL}; empty: the
 *     configuration's, else in the folder
 */
public record Places(Path home, Path configuration, boolean configurationIsNamed, Optional<String> registry) {
    public Places {
        requireNonNull(home, "home");
        requireNonNull(configuration, "configuration");
        requireNonNull(registry, "registry");
    }

    /** Decides from options, environment and the user's home folder, in this order. */
    public static Places of(
            Optional<String> registryOption,
            Optional<Path> configurationOption,
            Map<String, String> environment,
            Path userHome) {
        Path home = variable(environment, "SCHEMA_REGISTRY_HOME")
                .map(Path::of)
                .orElseGet(() -> userHome.resolve(".data-connector"));
        Optional<Path> named = configurationOption.or(
                () -> variable(environment, "SCHEMA_REGISTRY_CONFIG").map(Path::of));
        Path configuration = named.orElseGet(() -> home.resolve("config.yaml"));
        return new Places(
                home,
                configuration,
                named.isPresent(),
                registryOption.or(() -> variable(environment, "SCHEMA_REGISTRY_URL")));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
