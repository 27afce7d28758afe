package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.AuditLog;
import dev.schemaregistry.server.config.Places;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whether a line of the log can be laid beside the answer that a caller got. */
class RequestIdTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(AuditLog.LOG_NAME);

    @TempDir
    private Path folder;

    private final Contexts contexts = new Contexts();
    private Level before;
    private Services services;
    private ApiServer server;

    /** What is known of the request with each line. */
    private static final class Contexts extends AppenderBase<ILoggingEvent> {
        private final BlockingQueue<Map<String, String>> seen = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getMDCPropertyMap());
        }
    }

    @BeforeEach
    void serve() {
        before = LOG.getLevel();
        contexts.start();
        LOG.addAppender(contexts);
        LOG.setAdditive(false);
        LOG.setLevel(Level.INFO);
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        server = ApiServer.start(services, ApiSettings.loopback(0));
    }

    @AfterEach
    void stop() {
        server.close();
        services.close();
        LOG.detachAppender(contexts);
        LOG.setAdditive(true);
        LOG.setLevel(before);
    }

    private Optional<String> ask(String path, String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-Request-Id", id)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("X-Request-Id");
    }

    @Test
    void linesOfARequestNameIt() throws Exception {
        for (String id : new String[] {"abc-1", "abc-2"}) {
            assertThat(ask("/api/v1/sources", id)).contains(id);
            assertThat(contexts.seen.poll(30, TimeUnit.SECONDS)).isEqualTo(Map.of("request", id));
        }
    }

    @Test
    void answersOfEveryProtocolNameTheirs() throws Exception {
        assertThat(ask("/mcp", "abc-3")).contains("abc-3");
        assertThat(ask("/nowhere", "abc-4")).contains("abc-4");
    }
}
