package dev.schemaregistry.server.secrets;

import dev.schemaregistry.spi.SecretResolver;
import java.util.Map;
import java.util.function.Supplier;

/** References to secrets: {@code env:NAME}, {@code file:/path} and {@code vault:mount/path#key}. */
public final class SecretReferences {
    /** The forms, for messages and help. */
    public static final String FORMS = "env:NAME, file:/path or vault:mount/path#key";

    private SecretReferences() {}

    /** Whether a text has the form of a reference, so that it is not a secret itself. */
    public static boolean isReference(String text) {
        return LocalSecrets.isReference(text) || VaultReference.isReference(text);
    }

    /**
     * Resolves all forms. Variables and files are read anew each time, so that a rotated secret is seen; what Vault said is believed
     * for some seconds.
     *
     * @param configured what the configuration says of Vault; asked for only when a reference names Vault
     */
    public static SecretResolver resolver(Map<String, String> environment, Supplier<VaultSettings> configured) {
        LocalSecrets local = new LocalSecrets(environment);
        VaultSecrets vault = new VaultSecrets(local, environment, configured);
        return reference -> VaultReference.isReference(reference) ? vault.resolve(reference) : local.resolve(reference);
    }
}
