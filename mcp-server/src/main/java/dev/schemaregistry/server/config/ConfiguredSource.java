package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * A source as a configuration file describes it.
 *
 * @param type the connector's word; empty when the URL's scheme says it
 * @param common which tables, and how often; with what holds for all sources
 * @param credentials references such as {@code env:NAME}, by setting, or by {@link #CREDENTIAL}
 * @param secrets values that came from variables, likewise; used in this process, never stored
 * @param line where the source starts in the file
 */
public record ConfiguredSource(
        SourceId id,
        Optional<String> type,
        Optional<String> description,
        ConfiguredAddress address,
        CommonSettings common,
        SampleSize sampleSize,
        Map<String, String> credentials,
        Map<String, Secret> secrets,
        int line) {
    /** Stands for the setting under which the source's connector takes its secret. */
    public static final String CREDENTIAL = "credential";

    public ConfiguredSource {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(address, "address");
        requireNonNull(common, "common");
        requireNonNull(sampleSize, "sampleSize");
        credentials = Map.copyOf(credentials);
        secrets = Map.copyOf(secrets);
    }

    /** A source of which nothing is said but what it is about and where. */
    public static ConfiguredSource at(SourceId id, String description, Secret url) {
        return new ConfiguredSource(
                id,
                Optional.empty(),
                Optional.of(description),
                ConfiguredAddress.of(url),
                CommonSettings.of(Map.of()),
                SampleSize.NOT_SAID,
                Map.of(),
                Map.of(),
                0);
    }
}
