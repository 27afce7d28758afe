package dev.schemaregistry.server.access;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.net.URI;
import java.util.Set;

/**
 * Whose access tokens are taken (RFC 9068, with the audience that RFC 8707 demands).
 *
 * @param issuer the authorization server, as its tokens and its metadata name it
 * @param resource what tokens must be made out to: this server's own address for callers, such as {@code https://registry.example/mcp}
 * @param keys where the issuer's signing keys are: an https address, or a file with a JWK set
 * @param scopePrefix what stands before our words in the tokens' scopes; may be empty
 */
public record OauthSettings(String issuer, URI resource, URI keys, String scopePrefix) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws InvalidRequestException for an address that would let tokens or keys travel readable */
    public OauthSettings {
        requireNonNull(issuer, "issuer");
        requireNonNull(scopePrefix, "scopePrefix");
        requireSafe("resource", resource);
        if (!"file".equals(keys.getScheme())) {
            requireSafe("keys", keys);
        }
    }

    private static void requireSafe(String what, URI address) {
        boolean safe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost())));
        if (!safe || address.getFragment() != null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "access.oauth." + what
                            + " must be an https:// address without a fragment; http:// only at loopback");
        }
    }
}
