package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.CallGate;
import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.access.Standing;
import dev.schemaregistry.server.console.ConsoleAssets;
import dev.schemaregistry.server.trace.RequestSpan;
import dev.schemaregistry.server.trace.Tracing;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the settings allow, to whatever is served. The Host header must be one of ours, so that a foreign name that was
 * pointed at this machine (DNS rebinding) reads nothing; so must an Origin, so that a foreign page reads nothing. Whoever comes in is
 * known to the request from here on, held to the limits, and written down. What a route needs of them is the route's business.
 */
final class Guard implements Filter {
    private static final int TOO_MANY_REQUESTS = 429;
    /** What tells nothing about the registry's content; every other path, however it is written, needs a credential. */
    private static final Set<String> OPEN = Stream.concat(
                    Stream.of("/health", "/ready"), ConsoleAssets.paths().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern METADATA = Pattern.compile(Pattern.quote(Challenge.METADATA) + "(/[A-Za-z0-9_-]+)?");

    private final Set<String> names;
    private final Access access;
    private final Challenge challenge;
    private final Tracing tracing;
    private final Clock clock;

    Guard(ApiSettings settings, Challenge challenge, Tracing tracing, Clock clock) {
        this.names = settings.allowedNames();
        this.access = settings.access();
        this.challenge = challenge;
        this.tracing = tracing;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain next)
            throws IOException, ServletException {
        judge((HttpServletRequest) request, (HttpServletResponse) response, next);
    }

    private void judge(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (!isOurs(request.getHeader("Host"))) {
            refuse(request, response, "the Host header names no address of this server");
        } else if (origin != null && !isOurs(authority(origin))) {
            refuse(request, response, "requests from pages of other origins are refused");
        } else if (isOpen(request.getRequestURI())) {
            next.doFilter(request, response);
        } else {
            admit(request, response, next);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        Problems.write(response, 403, "FORBIDDEN", why);
        new CallRecord(request, Principal.NOBODY, begin(request), clock).end(403);
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        Optional<String> credential = Bearer.find(request.getHeader("Authorization"));
        Optional<Principal> known = credential.flatMap(access::authenticate);
        RequestSpan span = begin(request);
        CallRecord record = new CallRecord(request, known.orElse(Principal.NOBODY), span, clock);
        boolean unknown = known.isEmpty() && access.isRequired();
        Principal caller = unknown ? stranger(request) : known.orElse(Principal.LOCAL);
        CallGate.Admission admission = access.gate().ask(caller);
        if (unknown && admission.granted()) {
            admission.end();
            challenge.unknown(response, credential.isPresent());
            record.end(response.getStatus());
            return;
        }
        if (!admission.granted()) {
            response.setHeader("Retry-After", String.valueOf(admission.retryAfterSeconds()));
            Problems.write(
                    response,
                    TOO_MANY_REQUESTS,
                    "RATE_LIMITED",
                    "this caller asks more than it may; ask again after the seconds in Retry-After");
            record.of(caller).end(TOO_MANY_REQUESTS);
            return;
        }
        request.setAttribute(Principal.ATTRIBUTE, caller);
        request.setAttribute(Standing.ATTRIBUTE, new Standing(access, credential.orElse("")));
        Ending.of(admission, record.of(caller)).around(request, response, next);
    }

    /** One whom nobody knows is held to limits by where they come from. */
    private static Principal stranger(HttpServletRequest request) {
        return new Principal("address " + request.getRemoteAddr(), Set.of());
    }

    private RequestSpan begin(HttpServletRequest request) {
        RequestSpan span = tracing.request(
                request.getMethod(), request.getRequestURI(), name -> Optional.ofNullable(request.getHeader(name)));
        request.setAttribute(RequestSpan.ATTRIBUTE, span);
        return span;
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || METADATA.matcher(path).matches();
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
}
