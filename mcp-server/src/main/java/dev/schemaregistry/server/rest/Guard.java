package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.console.ConsoleAssets;
import dev.schemaregistry.spi.Secret;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the settings allow, to whatever is served. The Host header must be one of ours, so that a foreign name that was
 * pointed at this machine (DNS rebinding) reads nothing; so must an Origin, so that a foreign page reads nothing. Whoever comes
 * with a token is the request's remote user from here on.
 */
final class Guard implements Filter {
    private static final String BEARER = "Bearer ";
    /** What tells nothing about the registry's content; every other path, however it is written, needs the token. */
    private static final Set<String> OPEN = Stream.concat(
                    Stream.of("/health", "/ready"), ConsoleAssets.paths().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> names;
    private final List<Secret> tokens;

    Guard(ApiSettings settings) {
        this.names = settings.allowedNames();
        this.tokens = settings.tokens();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain next)
            throws IOException, ServletException {
        judge((HttpServletRequest) request, (HttpServletResponse) response, next);
    }

    private void judge(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        Optional<String> user = user(request.getHeader("Authorization"));
        if (!isOurs(request.getHeader("Host"))) {
            Problems.write(response, 403, "FORBIDDEN", "the Host header names no address of this server");
        } else if (origin != null && !isOurs(authority(origin))) {
            Problems.write(response, 403, "FORBIDDEN", "requests from pages of other origins are refused");
        } else if (!tokens.isEmpty() && user.isEmpty() && !OPEN.contains(request.getRequestURI())) {
            response.setHeader("WWW-Authenticate", "Bearer");
            Problems.write(response, 401, "UNAUTHORIZED", "a token is required: Authorization: Bearer …");
        } else {
            next.doFilter(
                    user.<HttpServletRequest>map(name -> new Known(request, name))
                            .orElse(request),
                    response);
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

    /** Whose token it is. All are compared, each in constant time, so that nobody learns one byte by byte. */
    private Optional<String> user(@Nullable String header) {
        byte[] given = (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
        Optional<String> user = Optional.empty();
        for (int i = 0; i < tokens.size(); i++) {
            byte[] wanted = (BEARER + tokens.get(i).reveal()).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(wanted, given)) {
                user = Optional.of("token " + (i + 1));
            }
        }
        return user;
    }

    private static final class Known extends HttpServletRequestWrapper {
        private final String name;

        Known(HttpServletRequest request, String name) {
            super(request);
            this.name = name;
        }

        @Override
        public String getRemoteUser() {
            return name;
        }
    }
}
