package dev.schemaregistry.spi;

/**
 * Turns credential references such as {@code env:BILLING_PASSWORD} or {@code file:/run/secrets/billing} into secrets.
 * Thread-safe.
 */
@FunctionalInterface
public interface SecretResolver {
    /**
     * Resolves one reference.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException with {@code UNRESOLVED_SECRET}, naming the reference and never a
     *     value
     */
    Secret resolve(String reference);
}
