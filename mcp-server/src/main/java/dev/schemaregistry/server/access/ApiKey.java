package dev.schemaregistry.server.access;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of an API key: never the key.
 *
 * <p>A plain hash is enough, since a key is 256 random bits: nobody can try them all, however fast the hash.
 *
 * @param name of the caller
 * @param sha256 of the key's text, as 64 hexadecimal digits in lower case
 * @param expires when it stops to be valid; empty: never
 */
public record ApiKey(String name, String sha256, Set<Scope> scopes, Optional<Instant> expires) {
    public ApiKey {
        requireNonNull(name, "name");
        requireNonNull(sha256, "sha256");
        requireNonNull(expires, "expires");
        scopes = Set.copyOf(scopes);
    }

    /** The hash of a key's text. */
    public static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** When a key ends whose last day this is: with the day, in UTC. */
    public static Instant endOf(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The words of its scopes, in the order of the scopes. */
    public List<String> scopeWords() {
        return scopes.stream().sorted().map(Scope::word).toList();
    }

    /** Whether it opens anything at that time. */
    public boolean isValidAt(Instant now) {
        return expires.map(now::isBefore).orElse(true);
    }
}
