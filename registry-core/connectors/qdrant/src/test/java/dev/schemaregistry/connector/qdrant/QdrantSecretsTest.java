package dev.schemaregistry.connector.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.SilentServer;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The key is in no log, however talkative, and in no error. */
class QdrantSecretsTest {
    private static final String KEY = "c4n4ry-0f-a-k3y";

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger platform = java.util.logging.Logger.getLogger("");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final Heard platformHeard = new Heard();
    private final Level level = root.getLevel();
    private final java.util.logging.Level platformLevel = platform.getLevel();

    /** Keeps what the platform's own logging is told. */
    private static final class Heard extends Handler {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            texts.add(entry.getMessage() + java.util.Arrays.toString(entry.getParameters()) + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        root.detachAndStopAllAppenders();
        root.setLevel(Level.TRACE);
        heard.start();
        root.addAppender(heard);
        platform.setLevel(java.util.logging.Level.ALL);
        platformHeard.setLevel(java.util.logging.Level.ALL);
        platform.addHandler(platformHeard);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(heard);
        root.setLevel(level);
        platform.removeHandler(platformHeard);
        platform.setLevel(platformLevel);
    }

    @Test
    void aKeyInUseIsNowhere() throws Exception {
        try (LoopbackQdrant server = LoopbackQdrant.start(KEY);
                SourceConnector connector = QdrantSource.open(server.uri() + "?api_key=" + KEY, Map.of())) {
            // The server's own end of the wire is not what this is about.
            int before = heard.list.size();
            connector.discover();
            server.refuse("hostile", Status.INVALID_ARGUMENT.withDescription("you sent " + KEY));
            DryRunReport report = connector
                    .dryRunner()
                    .orElseThrow()
                    .dryRun("{\"collection\": \"hostile\", \"query\": 1}", Limits.DEFAULT);
            assertThat(report.message()).contains("you sent").doesNotContain(KEY);
            assertThat(connector.toString()).doesNotContain(KEY);
            assertThat(server.calls()).isNotEmpty();
            assertThat(heard.list.subList(before, heard.list.size()))
                    .filteredOn(event -> !event.getLoggerName().contains("NettyServer"))
                    .noneMatch(event -> event.getFormattedMessage().contains(KEY));
        }
        assertThat(platformHeard.texts).isNotEmpty().noneMatch(text -> text.contains(KEY));
    }

    @Test
    void aKeyThatDidNotHelpIsNowhere() throws Exception {
        try (SourceConnector connector =
                QdrantSource.open("qdrant://" + KEY + "@127.0.0.1:" + SilentServer.closedPort(), Map.of())) {
            assertThatThrownBy(connector::discover).hasMessageNotContaining(KEY).hasNoCause();
        }
        assertThat(heard.list).noneMatch(event -> event.getFormattedMessage().contains(KEY));
        assertThat(platformHeard.texts).noneMatch(text -> text.contains(KEY));
    }
}
