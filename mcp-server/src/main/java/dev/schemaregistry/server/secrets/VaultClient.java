package dev.schemaregistry.server.secrets;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the key-value engine, version 2, with a token or after logging in by AppRole. A token that is refused is fetched once more.
 * Thread-safe.
 *
 * <p>Paths and answers after Vault's HTTP API reference: {@code GET /v1/:mount/data/:path}, {@code POST
 * /v1/auth/:mount/login}.
 */
final class VaultClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VaultSettings settings;
    private final LocalSecrets local;
    private final VaultHttp http;
    private @Nullable Secret token;

    VaultClient(VaultSettings settings, LocalSecrets local) {
        this.settings = settings;
        this.local = local;
        this.http = new VaultHttp(settings);
    }

    /** The values of a secret by key, sorted; what is no single value is left out. */
    Map<String, Secret> read(VaultReference reference) {
        Secret first = token(Optional.empty());
        VaultHttp.Answer answer = get(reference, first);
        if (answer.status() == 403) {
            answer = get(reference, token(Optional.of(first)));
        }
        if (answer.status() != 200) {
            throw refused(reference, answer);
        }
        return values(json(answer).at("/data/data"));
    }

    private VaultHttp.Answer get(VaultReference reference, Secret with) {
        return http.send(http.request(reference.request())
                .header("X-Vault-Token", with.reveal())
                .GET());
    }

    /** @param refused the token that Vault did not take; another reader may have fetched a new one meanwhile */
    private synchronized Secret token(Optional<Secret> refused) {
        Secret known = token;
        if (known == null || refused.filter(old -> old == known).isPresent()) {
            Secret fetched = sendable(settings.token().map(this::resolved).orElseGet(this::login));
            token = fetched;
            return fetched;
        }
        return known;
    }

    /** What cannot be a header, the HTTP client would repeat in its complaint. */
    private static Secret sendable(Secret token) {
        if (!token.reveal().chars().allMatch(c -> c > ' ' && c < '\u007f')) {
            throw problem(
                    "its token holds characters that no token has; check what VAULT_TOKEN or vault.token refers to");
        }
        return token;
    }

    private Secret login() {
        String role = settings.roleId()
                .orElseThrow(() -> problem("nobody is named who may read it; set VAULT_TOKEN, or VAULT_ROLE_ID and"
                        + " VAULT_SECRET_ID, or say it under vault: in the configuration"));
        Secret secretId = resolved(settings.secretId()
                .orElseThrow(
                        () -> problem("the AppRole has no secret id; set VAULT_SECRET_ID or VAULT_SECRET_ID_FILE")));
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("role_id", role)
                .put("secret_id", secretId.reveal())
                .toString();
        String path = "auth/" + VaultReference.encoded(settings.appRoleMount().orElse("approle")) + "/login";
        VaultHttp.Answer answer = http.send(http.request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
        String fetched = json(answer).at("/auth/client_token").asText("");
        if (answer.status() != 200 || fetched.isEmpty()) {
            throw problem("the login by AppRole was refused (HTTP " + answer.status() + why(answer)
                    + "); check role id, secret id and where AppRole is mounted");
        }
        return Secret.of(fetched);
    }

    private Secret resolved(Secret written) {
        return LocalSecrets.isReference(written.reveal()) ? local.resolve(written.reveal()) : written;
    }

    private static Map<String, Secret> values(JsonNode data) {
        Map<String, Secret> values = new TreeMap<>();
        data.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                values.put(entry.getKey(), Secret.of(entry.getValue().asText()));
            }
        });
        return values;
    }

    private static InvalidRequestException refused(VaultReference reference, VaultHttp.Answer answer) {
        String subject = "credential vault:" + reference.secret() + " can't be resolved: ";
        return switch (answer.status()) {
            case 403 ->
                LocalSecrets.unresolved(
                        subject + "Vault denies it; the token has expired, or its policy lacks \"read\" on "
                                + reference.mount() + "/data/" + reference.path(),
                        null);
            case 404 ->
                LocalSecrets.unresolved(
                        subject + "Vault has no such secret, or it was deleted; check mount \"" + reference.mount()
                                + "\" (a key-value engine, version 2) and path \"" + reference.path() + "\"",
                        null);
            default ->
                LocalSecrets.unresolved(subject + "Vault answers with HTTP " + answer.status() + why(answer), null);
        };
    }

    /** From the status alone: what Vault writes may repeat what it was sent. */
    private static String why(VaultHttp.Answer answer) {
        return switch (answer.status()) {
            case 503 -> ", it is sealed or in maintenance";
            case 501 -> ", it is not initialised";
            case 429 -> ", too many requests or a standby node";
            case 472, 473 -> ", a node of a replica that does not answer reads";
            case 301, 302, 307, 308 -> ", a redirect, which is not followed; name the active node";
            default -> "";
        };
    }

    private static JsonNode json(VaultHttp.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException unreadable) {
            // Without the cause: it quotes the answer.
            throw problem("Vault answers with HTTP " + answer.status()
                    + " and something that is not JSON; check that its address leads to Vault");
        }
    }

    static InvalidRequestException problem(String sentence) {
        return LocalSecrets.unresolved("a credential from Vault can't be resolved: " + sentence, null);
    }
}
