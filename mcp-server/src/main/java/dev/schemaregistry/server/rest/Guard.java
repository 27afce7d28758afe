package dev.schemaregistry.server.rest;

import dev.schemaregistry.spi.Secret;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the settings allow. The Host header must be one of ours, so that a foreign name that was pointed at this machine
 * (DNS rebinding) reads nothing; so must an Origin, so that a foreign page reads nothing.
 */
final class Guard implements Handler {
    private static final String BEARER = "Bearer ";
    /** What tells nothing about the registry's content; every other path, however it is written, needs the token. */
    private static final Set<String> OPEN = Set.of("/health", "/ready");

    private final Set<String> names;
    private final Optional<Secret> token;

    Guard(ApiSettings settings) {
        this.names = settings.allowedNames();
        this.token = settings.token();
    }

    @Override
    public void handle(Context context) {
        if (!isOurs(context.header("Host"))) {
            throw new ForbiddenResponse("the Host header names no address of this server");
        }
        String origin = context.header("Origin");
        if (origin != null && !isOurs(authority(origin))) {
            throw new ForbiddenResponse("requests from pages of other origins are refused");
        }
        if (!OPEN.contains(context.path()) && !presentsToken(context.header("Authorization"))) {
            context.header("WWW-Authenticate", "Bearer");
            throw new UnauthorizedResponse("a token is required: Authorization: Bearer …");
        }
    }

    private boolean isOurs(@Nullable String authority) {
        return authority != null && names.contains(withoutPort(authority).toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Compared in constant time, so that nobody learns the token byte by byte. */
    private boolean presentsToken(@Nullable String header) {
        if (token.isEmpty()) {
            return true;
        }
        byte[] wanted = (BEARER + token.get().reveal()).getBytes(StandardCharsets.UTF_8);
        byte[] given = (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, given);
    }
}
