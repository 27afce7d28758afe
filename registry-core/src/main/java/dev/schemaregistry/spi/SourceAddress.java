package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A URI taken apart.
 *
 * @param redactedUri the address without any secret, for people
 * @param settings the parts, none of them secret
 * @param password the password that stood in the URI; kept out of settings and records, see {@link Secret}
 */
public record SourceAddress(String redactedUri, Map<String, String> settings, Optional<Secret> password) {
    /** Settings whose value is a credential reference for the {@link SecretResolver}, never the secret itself. */
    public static final Set<String> SECRET_KEYS = Set.of("password", "token", "api_key");

    public SourceAddress {
        requireNonNull(redactedUri, "redactedUri");
        requireNonNull(password, "password");
        settings = Map.copyOf(settings);
    }
}
