package dev.schemaregistry.server.secrets;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.spi.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How Vault is reached; what is empty was not said.
 *
 * @param caCertificate a PEM file with the authority that signed Vault's certificate; empty: those that Java trusts
 * @param token a reference, or the token itself
 * @param roleId who logs in by AppRole, where there is no token
 * @param secretId a reference, or the secret id itself
 * @param appRoleMount where AppRole is mounted
 * @param timeout how long one question may take
 * @param allowPlainHttp whether secrets may travel readable to another machine
 */
public record VaultSettings(
        Optional<String> address,
        Optional<String> namespace,
        Optional<String> caCertificate,
        Optional<Secret> token,
        Optional<String> roleId,
        Optional<Secret> secretId,
        Optional<String> appRoleMount,
        Optional<Duration> timeout,
        boolean allowPlainHttp) {
    public static final VaultSettings NOTHING = new VaultSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    public VaultSettings {
        requireNonNull(address, "address");
        requireNonNull(namespace, "namespace");
        requireNonNull(caCertificate, "caCertificate");
        requireNonNull(token, "token");
        requireNonNull(roleId, "roleId");
        requireNonNull(secretId, "secretId");
        requireNonNull(appRoleMount, "appRoleMount");
        requireNonNull(timeout, "timeout");
    }

    /** What is not said is taken from Vault's own variables; who logs in is taken from one of both as a whole. */
    VaultSettings or(Map<String, String> environment) {
        boolean saysWho = token.isPresent() || roleId.isPresent();
        return new VaultSettings(
                address.or(() -> variable(environment, "VAULT_ADDR")),
                namespace.or(() -> variable(environment, "VAULT_NAMESPACE")),
                caCertificate.or(() -> variable(environment, "VAULT_CACERT")),
                saysWho ? token : variable(environment, "VAULT_TOKEN").map(Secret::of),
                saysWho ? roleId : variable(environment, "VAULT_ROLE_ID"),
                secretId.or(() -> variable(environment, "VAULT_SECRET_ID").map(Secret::of))
                        .or(() -> variable(environment, "VAULT_SECRET_ID_FILE").map(file -> Secret.of("file:" + file))),
                appRoleMount,
                timeout,
                allowPlainHttp);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
