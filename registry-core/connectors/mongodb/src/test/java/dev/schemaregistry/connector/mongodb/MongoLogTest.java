package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.HeardHints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Everything that is logged, at the finest level, by the driver too. */
class MongoLogTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(Level.OFF);
        root.detachAppender(lines);
    }

    @Test
    void noDocumentIsLogged() throws Exception {
        try (MongoSource source =
                        MongoSource.with("{insert: 'c', documents: [{_id: 1, word: 'c4n4ry'}, {_id: 'c4n4ry2'}]}");
                SourceConnector connector = source.open()) {
            lines.list.clear();
            connector.discover();
            connector.fingerprint();
            DryRunner runner = connector.dryRunner().orElseThrow();
            assertThat(runner.dryRun("{find: 'c', filter: {word: 'c4n4ry'}}", Limits.DEFAULT)
                            .toString())
                    .contains("ACCEPTED")
                    .doesNotContain("c4n4ry");
            runner.dryRun("{find: 'c', filter: {word: {$foo: 'c4n4ry'}}}", Limits.DEFAULT);
            assertThat(logged()).contains("driver").doesNotContain("c4n4ry");
        }
    }

    @Test
    void noPasswordIsLogged() throws Exception {
        HeardHints heard = new HeardHints();
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = new MongoConnectorFactory()
                        .open(
                                new SourceId("shop"),
                                Map.of(
                                        "host", "127.0.0.1",
                                        "port", Integer.toString(source.server().port()),
                                        "user", "alice",
                                        "password", "env:P"),
                                reference -> Secret.of("c4n4ry"));
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            assertThatThrownBy(connector::discover).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> connector.dryRunner().orElseThrow().dryRun("{find: 'c'}", Limits.DEFAULT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageNotContaining("c4n4ry");
            heard.awaitLost(1);
            assertThat(heard.reasons().toString()).doesNotContain("c4n4ry");
            assertThat(logged()).contains("alice").doesNotContain("c4n4ry");
        }
    }

    private String logged() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent line : List.copyOf(lines.list)) {
            if (line.getLoggerName().startsWith("org.mongodb")
                    || line.getLoggerName().startsWith("dev.schemaregistry")) {
                text.append(line.getLoggerName())
                        .append(line.getFormattedMessage())
                        .append('\n');
                if (line.getThrowableProxy() != null) {
                    text.append(ThrowableProxyUtil.asString(line.getThrowableProxy()));
                }
            }
        }
        return text.toString();
    }
}
