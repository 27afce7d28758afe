package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * A source as a configuration file describes it.
 *
 * @param type the connector's word; empty when the URL's scheme says it
 * @param url the address as written, variables put in; it may hold a password, so it is wrapped
 * @param credentials references such as {@code env:NAME}, by setting: {@code password}, {@code token}, {@code api_key}
 * @param secrets values that came from variables, by setting; used in this process, never stored
 * @param line where the source starts in the file
 */
public record ConfiguredSource(
        SourceId id,
        Optional<String> type,
        Optional<String> description,
        Secret url,
        Map<String, String> credentials,
        Map<String, Secret> secrets,
        int line) {
    public ConfiguredSource {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(url, "url");
        credentials = Map.copyOf(credentials);
        secrets = Map.copyOf(secrets);
    }
}
