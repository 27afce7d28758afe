package dev.schemaregistry.server.rest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bearer's credential in an {@code Authorization} header (RFC 6750); the scheme's name is written in any case (RFC 9110, 11.1). */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    static Optional<String> find(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(text -> text.substring(SCHEME.length()).strip());
    }
}
