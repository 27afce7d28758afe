package dev.schemaregistry.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column policy that is changed while the program runs, or between two runs: the index forgets with it. */
class ColumnPolicyReloadTest {
    private static final String HIDDEN = "fields: {hidden: ['shop.customers.zebrafish']}\n";

    @TempDir
    Path folder;

    private Path file;

    @Test
    void theIndexForgetsWhatIsHidden() throws Exception {
        Path shop = SampleShop.create(folder);
        SampleShop.execute(shop, "ALTER TABLE customers ADD COLUMN zebrafish TEXT");
        String sources = "sources: [{id: shop, url: 'sqlite:" + shop + "'}]\n";
        file = Files.writeString(folder.resolve("config.yaml"), sources);
        try (Services services = services()) {
            services.sources().takeOver(services.configuration());
            services.introspection()
                    .introspect(
                            List.of(new SourceId("shop")), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
            assertThat(finds(services)).isTrue();

            Files.writeString(file, HIDDEN + sources);
            services.takeOver(services.readConfiguration());
            assertThat(finds(services)).isFalse();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(services.queries()
                                    .check(new SourceId("shop"), "SELECT zebrafish FROM customers")
                                    .report()
                                    .firstError()
                                    .orElseThrow()
                                    .code())
                            .isEqualTo("FIELD_WITHHELD"));
            services.index().catchUp();
            assertThat(finds(services)).isFalse();
            assertThat(search(services, "customers")).isTrue();
            assertThat(onDisk(services)).doesNotContain("zebrafish").contains("customers");

            Files.writeString(file, sources);
            services.takeOver(services.readConfiguration());
            services.index().catchUp();
            assertThat(finds(services)).isTrue();
        }
        Files.writeString(file, HIDDEN + sources);
        try (Services services = services()) {
            assertThat(finds(services)).isFalse();
            services.index().catchUp();
            assertThat(onDisk(services)).doesNotContain("zebrafish").contains("customers");
        }
    }

    private static boolean finds(Services services) {
        return search(services, "zebrafish");
    }

    private static boolean search(Services services, String word) {
        return !services.classifier()
                .search(new SchemaSearch(word, Set.of(), 0, 10))
                .hits()
                .isEmpty();
    }

    private static String onDisk(Services services) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(services.address().indexFolder())) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(each), ISO_8859_1));
            }
        }
        return text.toString();
    }

    private Services services() {
        Services services = new Services(
                Places.of(
                        Optional.empty(), Optional.of(file), Map.of("SCHEMA_REGISTRY_HOME", folder.toString()), folder),
                Map.of(),
                Clock.systemUTC());
        services.createIfMissing();
        return services;
    }

    @Test
    void aPatternThatFitsNothingIsTold() throws Exception {
        Path shop = SampleShop.create(folder);
        file = Files.writeString(
                folder.resolve("config.yaml"),
                "fields: {hidden: 'shop.customers.emial, shop.customers.email'}\nsources: [{id: shop, url: 'sqlite:"
                        + shop + "'}]\n");
        try (Services services = services()) {
            services.sources().takeOver(services.configuration());
            services.introspection()
                    .introspect(
                            List.of(new SourceId("shop")), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);

            assertThat(services.listUnusedPatterns()).containsExactly("shop.customers.emial");
            assertThat(new Checkup(services).run(false))
                    .anyMatch(found -> found.subject().equals("fields")
                            && found.state() == Diagnosis.State.NOTE
                            && found.finding().contains("shop.customers.emial"));
        }
    }
}
