package dev.schemaregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;

/**
 * HTTP as a crowd sends it: each thread waits for its own answer, connections are kept. What the client works is taken from a server on
 * the same machine, so it does nothing beyond. Thread-safe.
 */
final class LoadClient implements AutoCloseable {
    private final CloseableHttpClient http;

    private LoadClient(CloseableHttpClient http) {
        this.http = http;
    }

    /** A client that keeps so many connections. */
    static LoadClient of(int connections) {
        PoolingHttpClientConnectionManager kept = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .build();
        return new LoadClient(HttpClients.custom()
                .setConnectionManager(kept)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setAuthenticationEnabled(false).build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableRedirectHandling()
                .build());
    }

    /** @param session as the header {@code Mcp-Session-Id} has it */
    record Answer(int status, Optional<String> session, String body) {}

    /** The answer, read to its end. */
    Answer send(ClassicHttpRequest request) {
        try {
            return http.execute(request, response -> {
                Optional<String> session = Optional.ofNullable(response.getFirstHeader("Mcp-Session-Id"))
                        .map(Header::getValue);
                HttpEntity entity = response.getEntity();
                String body = entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8);
                return new Answer(response.getCode(), session, body);
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The status of an answer without an end; its connection is taken until this client is closed. */
    int listen(ClassicHttpRequest request) {
        try {
            return http.executeOpen(null, request, null).getCode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
