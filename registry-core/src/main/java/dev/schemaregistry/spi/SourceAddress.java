package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/**
 * A URI taken apart.
 *
 * @param redactedUri the address without any secret, for people
 * @param settings the parts, none of them secret
 * @param secrets what was secret in the URI, by setting, each one of {@link #SECRET_KEYS}; kept out of settings and records, see
 *     {@link Secret}
 */
public record SourceAddress(String redactedUri, Map<String, String> settings, Map<String, Secret> secrets) {
    /** Settings whose value is a credential reference for the {@link SecretResolver}, never the secret itself. */
    public static final Set<String> SECRET_KEYS = Set.of("password", "token", "api_key");

    public SourceAddress {
        requireNonNull(redactedUri, "redactedUri");
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        if (!SECRET_KEYS.containsAll(secrets.keySet())) {
            throw new IllegalArgumentException("secrets may be " + SECRET_KEYS + "; got " + secrets.keySet());
        }
    }
}
