package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.config.Configuration;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Container;
import dev.schemaregistry.spi.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where addresses are taken apart and held against what connectors allow. Contacts and writes nothing. Thread-safe. */
final class Door {
    private static final String SAMPLE_SIZE = "sample_size";

    private final Connectors connectors;
    private final Container container;

    Door(Connectors connectors, Container container) {
        this.connectors = requireNonNull(connectors, "connectors");
        this.container = requireNonNull(container, "container");
    }

    /**
     * A source whose address was taken apart, and whose settings its connector allows.
     *
     * @param secrets what must stay in this process, by setting
     */
    record Admitted(
            ConfiguredSource source,
            Connectors.Located located,
            Map<String, String> settings,
            Map<String, Secret> secrets) {}

    /**
     * All sources of a configuration.
     *
     * @throws InvalidRequestException when an address or a setting is not allowed, naming all of them
     */
    List<Admitted> admit(Configuration configuration) {
        List<Admitted> admitted = new ArrayList<>();
        List<InvalidRequestException> refused = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ConfiguredSource source : configuration.sources()) {
            try {
                admitted.add(admit(source));
            } catch (InvalidRequestException wrong) {
                refused.add(wrong);
                problems.add("source \"" + source.id() + "\", line " + source.line() + ": " + wrong.getMessage());
            }
        }
        if (!refused.isEmpty()) {
            ErrorCode code = refused.size() == 1 ? refused.get(0).code() : ErrorCode.INVALID_CONFIGURATION;
            throw new InvalidRequestException(code, String.join("; ", problems), refused.get(0));
        }
        return admitted;
    }

    /**
     * One source.
     *
     * @throws InvalidRequestException when its address or a setting is not allowed
     */
    Admitted admit(ConfiguredSource source) {
        Connectors.Located located = locate(source);
        String type = located.type();
        Map<String, String> references = named(source.credentials(), type);
        Map<String, String> settings = new HashMap<>(located.address().settings());
        settings.putAll(source.common().toSettings());
        source.sampleSize()
                .own()
                .or(() -> connectors.samples(type) ? source.sampleSize().usual() : Optional.empty())
                .ifPresent(size -> settings.put(SAMPLE_SIZE, size));
        settings.putAll(references);
        Map<String, Secret> secrets = new HashMap<>(located.address().secrets());
        secrets.putAll(named(source.secrets(), type));
        secrets.keySet().removeAll(references.keySet());
        connectors.check(type, source.id(), settings, secrets.keySet());
        return new Admitted(source, located, settings, secrets);
    }

    private Connectors.Located locate(ConfiguredSource source) {
        return source.address()
                .findUrl(container)
                .map(url -> connectors.locate(source.type(), url))
                .orElseGet(() -> connectors.locate(
                        source.type().orElse(""), source.address().parts()));
    }

    /** With the credential under the name that the connector gives it. */
    private <T> Map<String, T> named(Map<String, T> credentials, String type) {
        Map<String, T> named = new HashMap<>(credentials);
        T credential = named.remove(ConfiguredSource.CREDENTIAL);
        if (credential != null) {
            named.putIfAbsent(connectors.credential(type), credential);
        }
        return named;
    }
}
