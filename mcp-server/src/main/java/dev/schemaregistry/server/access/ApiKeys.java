package dev.schemaregistry.server.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The API keys of the configuration. A key is looked for by its hash, so that time tells nothing about keys. */
final class ApiKeys implements Authenticator {
    private static final String PREFIX = "sra_";
    private static final int BYTES = 32;

    private final Map<String, ApiKey> byHash;
    private final Clock clock;

    ApiKeys(List<ApiKey> keys, Clock clock) {
        this.byHash = keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::sha256, Function.identity()));
        this.clock = clock;
    }

    @Override
    public Optional<Principal> authenticate(String credential) {
        return Optional.of(credential)
                .filter(text -> text.startsWith(PREFIX))
                .map(text -> byHash.get(ApiKey.hash(text)))
                .filter(key -> key.isValidAt(clock.instant()))
                .map(key -> new Principal("key " + key.name(), key.scopes()));
    }

    /** The text of a new key; it cannot be made again. */
    static String make(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
