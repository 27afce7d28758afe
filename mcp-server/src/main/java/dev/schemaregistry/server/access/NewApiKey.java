package dev.schemaregistry.server.access;

import dev.schemaregistry.spi.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that was just made.
 *
 * @param text to be handed to the caller, and kept nowhere
 * @param kept what the configuration keeps of it
 */
public record NewApiKey(Secret text, ApiKey kept) {
    /** Makes one. */
    public static NewApiKey make(String name, Set<Scope> scopes, Optional<Instant> expires) {
        String text = ApiKeys.make(new SecureRandom());
        return new NewApiKey(Secret.of(text), new ApiKey(name, ApiKey.hash(text), scopes, expires));
    }
}
