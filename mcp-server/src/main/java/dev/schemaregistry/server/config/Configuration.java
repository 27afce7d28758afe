package dev.schemaregistry.server.config;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.secrets.VaultSettings;
import dev.schemaregistry.tools.SchemaCacheSettings;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration file says.
 *
 * @param registry where the registry is kept, when the file says so
 * @param vault how Vault is reached, as far as the file says so
 * @param access who may call over HTTP
 * @param fields which fields are withheld
 * @param cache how many schemas are kept for checks
 */
public record Configuration(
        Optional<String> registry,
        List<ConfiguredSource> sources,
        VaultSettings vault,
        AccessSettings access,
        ColumnPolicy fields,
        SchemaCacheSettings cache) {
    /** What holds without a file. */
    public static final Configuration EMPTY = new Configuration(
            Optional.empty(),
            List.of(),
            VaultSettings.NOTHING,
            AccessSettings.DEFAULT,
            ColumnPolicy.NONE,
            SchemaCacheSettings.DEFAULT);

    public Configuration {
        requireNonNull(registry, "registry");
        requireNonNull(vault, "vault");
        requireNonNull(access, "access");
        requireNonNull(fields, "fields");
        requireNonNull(cache, "cache");
        sources = List.copyOf(sources);
    }
}
