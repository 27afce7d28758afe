package dev.schemaregistry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.config.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigurationWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Integer> heard = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ConfigurationWatch.class);
    private Services services;
    private ConfigurationWatch watch;
    private Path file;

    @TempDir
    Path folder;

    @BeforeEach
    void follow() throws IOException {
        file = folder.resolve("config.yaml");
        write("sources: [{id: shop, url: 'sqlite:/data/shop.db'}]");
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        services = new Services(
                Places.of(
                        Optional.empty(), Optional.of(file), Map.of("SCHEMA_REGISTRY_HOME", folder.toString()), folder),
                Map.of("SCHEMA_REGISTRY_IN_CONTAINER", "false"),
                Clock.systemUTC());
        services.createIfMissing();
        services.sources().takeOver(services.configuration());
        watch = services.watchConfiguration(registered -> heard.add(registered.size()));
        watch.start();
    }

    @AfterEach
    void close() {
        watch.close();
        services.close();
        logger.detachAppender(log);
    }

    /** As an editor or a mounted folder does it: the file is replaced as a whole. */
    private void write(String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh.yaml"), text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> registered() {
        return services.registry().listDataSources().stream()
                .map(DataSource::uri)
                .toList();
    }

    @Test
    void whatIsAddedAndChangedIsTakenOverAndWhatIsGoneStays() throws IOException {
        write(
                "sources: [{id: shop, url: 'sqlite:/data/other.db', interval: 5m}, {id: crm, url: 'sqlite:/data/crm.db'}]");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(2));
        assertThat(registered()).containsExactly("sqlite:///data/crm.db", "sqlite:///data/other.db");
        assertThat(services.registry().getDataSource(new SourceId("shop")).settings())
                .containsEntry("interval", "PT5M");

        write("sources: [{id: crm, url: 'sqlite:/data/crm.db'}]");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(2, 1));

        assertThat(registered()).hasSize(2);
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains("no longer names shop"));
    }

    @Test
    void aWrongFileIsToldOfAndTheLastGoodOneStays() throws IOException {
        write(
                "sources: [{id: shop, url: 'sqlite:/data/shop.db', password: canary-1}, {id: new, url: 'mystery:canary-2'}]");

        await().atMost(PATIENCE)
                .until(() -> log.list.stream()
                        .anyMatch(
                                event -> event.getFormattedMessage().contains("line 1: key \"sources[0].password\"")));
        assertThat(services.configuration().sources()).hasSize(1);
        write("sources: [{id: shop, url: 'sqlite:/data/shop.db'}, {id: new, url: 'mystery:canary-2'}]");
        await().atMost(PATIENCE)
                .until(() -> log.list.stream()
                        .anyMatch(event -> event.getFormattedMessage().contains("source \"new\", line 1")));

        assertThat(registered()).containsExactly("sqlite:///data/shop.db");
        assertThat(heard).isEmpty();
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).doesNotContain("canary"));

        write("sources: [{id: new, url: 'sqlite:/data/new.db'}]");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(1));
    }

    @Test
    void aFileThatIsAwayIsNoChange() throws IOException {
        Files.delete(file);
        write("sources: [{id: shop, url: 'sqlite:/data/shop.db'}]");
        Files.delete(file);
        write("sources: [{id: shop, url: 'sqlite:/data/shop.db'}, {id: crm, url: 'sqlite:/data/crm.db'}]");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(2));
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("no longer"));
    }
}
