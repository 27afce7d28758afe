package dev.schemaregistry.connector.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import dev.schemaregistry.testkit.SlackServer;
import dev.schemaregistry.testkit.SlackTrouble;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the client does beside what it is asked for. */
class SlackClientTest {
    @Test
    void logsAtTheFinestLevelHoldNoTokenAndNoAnswer() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        root.setLevel(Level.TRACE);
        root.addAppender(heard);
        try (SlackSource source = SlackSource.start()) {
            try (SourceConnector connector = source.open()) {
                connector.discover();
                connector.fingerprint();
                connector.dryRunner().orElseThrow().dryRun(source.right(), Limits.DEFAULT);
                source.server().trouble(SlackTrouble.answer(502, "you sent Bearer " + SlackServer.TOKEN));
                assertThat(catchThrowable(connector::discover)).hasNoCause();
                source.server().trouble(SlackTrouble.answer(200, "you sent Bearer " + SlackServer.TOKEN));
                assertThat(catchThrowable(connector::discover)).hasNoCause();
            }
        } finally {
            root.detachAppender(heard);
            root.setLevel(before);
        }
        root.info("heard something");
        String log = heard.list.stream()
                .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .collect(Collectors.joining("\n"));
        assertThat(log).doesNotContain(SlackServer.TOKEN, "Bearer", "What customers ordered");
    }

    @Test
    void noThreadOutlivesItsConnector() throws Exception {
        try (SlackSource source = SlackSource.start()) {
            readAndClose(source);
            Set<Thread> once = threadsOfTheClient();
            for (int i = 0; i < 5; i++) {
                readAndClose(source);
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(threadsOfTheClient()).isSubsetOf(once));
        }
    }

    @Test
    void theClientIsNotNeededBeforeASourceIsOpened() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.matches(".*(slack-api|okhttp|okio|gson|kotlin)[^/]*\\.jar")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThat(catchThrowable(() -> loader.loadClass("com.slack.api.Slack")))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> factory = loader.loadClass(SlackConnectorFactory.class.getName());
            Object made = factory.getConstructor().newInstance();
            assertThat(factory.getMethod("type").invoke(made)).isEqualTo("slack");
            assertThat(factory.getMethod("parse", String.class).invoke(made, "slack://acme"))
                    .hasToString(
                            new SlackConnectorFactory().parse("slack://acme").toString());
        }
    }

    @Test
    void serviceLoaderFindsTheFactory() {
        assertThat(java.util.ServiceLoader.load(SourceConnectorFactory.class))
                .hasAtLeastOneElementOfType(SlackConnectorFactory.class);
    }

    private static void readAndClose(SlackSource source) {
        try (SourceConnector connector = source.open(Map.of())) {
            connector.fingerprint();
        }
    }

    private static Set<Thread> threadsOfTheClient() {
        Thread[] threads = new Thread[1_000];
        int count = Thread.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().matches("(?i).*(slack-api|metrics|okhttp 1).*"))
                .collect(Collectors.toSet());
    }
}
