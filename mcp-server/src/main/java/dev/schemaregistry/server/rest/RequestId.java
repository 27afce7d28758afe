package dev.schemaregistry.server.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Names each request in its answer and in what its first thread logs: the caller's own name for it, or a new one. */
final class RequestId implements Filter {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain next)
            throws IOException, ServletException {
        String id = Optional.ofNullable(((HttpServletRequest) request).getHeader(HEADER))
                .filter(text -> ALLOWED.matcher(text).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        ((HttpServletResponse) response).setHeader(HEADER, id);
        MDC.put("request", id);
        try {
            next.doFilter(request, response);
        } finally {
            MDC.remove("request");
        }
    }
}
