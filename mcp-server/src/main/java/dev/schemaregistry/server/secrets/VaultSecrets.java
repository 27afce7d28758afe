package dev.schemaregistry.server.secrets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of Vault. Connects when the first reference is resolved, and anew when the configuration is another. What was read is
 * believed for some seconds, so that sources read side by side ask once. Thread-safe.
 */
final class VaultSecrets implements SecretResolver {
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private final LocalSecrets local;
    private final Map<String, String> environment;
    private final Supplier<VaultSettings> configured;
    private @Nullable Connection connection;

    VaultSecrets(LocalSecrets local, Map<String, String> environment, Supplier<VaultSettings> configured) {
        this.local = local;
        this.environment = Map.copyOf(environment);
        this.configured = configured;
    }

    @Override
    public Secret resolve(String reference) {
        VaultReference parsed = VaultReference.parse(reference);
        return connection().find(parsed);
    }

    private synchronized Connection connection() {
        VaultSettings said = configured.get();
        Connection open = connection;
        if (open == null || !open.said().equals(said)) {
            open = new Connection(
                    said,
                    new VaultClient(said.or(environment), local),
                    Caffeine.newBuilder()
                            .expireAfterWrite(BELIEVED)
                            .maximumSize(1_000)
                            .build());
            connection = open;
        }
        return open;
    }

    private record Connection(VaultSettings said, VaultClient client, Cache<String, Map<String, Secret>> read) {
        Secret find(VaultReference reference) {
            Map<String, Secret> values = read.get(reference.secret(), path -> client.read(reference));
            Secret value = values.get(reference.key());
            if (value == null) {
                throw LocalSecrets.unresolved(
                        "credential vault:" + reference.secret()
                                + " can't be resolved: the secret has no single value under \"" + reference.key()
                                + "\"; its keys are " + String.join(", ", values.keySet()),
                        null);
            }
            return value;
        }
    }
}
