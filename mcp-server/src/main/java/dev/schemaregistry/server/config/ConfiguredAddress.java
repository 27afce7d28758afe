package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.spi.AddressParts;
import dev.schemaregistry.spi.Secret;
import java.util.Optional;

/**
 * Where a source is, in the words of a configuration file. Addresses may hold a password, so they are wrapped.
 *
 * @param url the address as written, variables put in; empty when it was given as {@code parts}
 * @param dockerUrl the address to use in a container
 */
public record ConfiguredAddress(Optional<Secret> url, AddressParts parts, Optional<Secret> dockerUrl) {
    public ConfiguredAddress {
        requireNonNull(url, "url");
        requireNonNull(parts, "parts");
        requireNonNull(dockerUrl, "dockerUrl");
    }

    /** The address as it is outside of a container, or in one where nothing else was said. */
    public static ConfiguredAddress of(Secret url) {
        return new ConfiguredAddress(Optional.of(url), new AddressParts(java.util.Map.of()), Optional.empty());
    }

    /** The address as one URI, if it was written so. */
    public Optional<Secret> findUrl(Container container) {
        return container.isInside() ? dockerUrl.or(() -> url) : url;
    }

    /** Which address was chosen and why; empty where there was no choice. */
    public Optional<String> choice(Container container) {
        return dockerUrl.map(other -> (container.isInside() ? "docker_url" : url.isPresent() ? "url" : "its parts")
                + " is used: " + container.reason());
    }
}
