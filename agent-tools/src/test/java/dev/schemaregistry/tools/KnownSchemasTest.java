package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.testkit.MemoryStore;
import dev.schemaregistry.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownSchemasTest {
    private final SchemaRegistry registry =
            SchemaRegistry.initRegistry(new MemoryStore(), new SettableClock(Instant.parse("2026-03-01T12:00:00Z")));
    private final AtomicLong nanos = new AtomicLong();
    private final KnownSchemas schemas =
            new KnownSchemas(registry, new SchemaCacheSettings(2, Duration.ofMinutes(10)), nanos::get, Runnable::run);

    private DataSource source(String id, int fields) {
        SourceId source = new SourceId(id);
        if (registry.findDataSource(source).isEmpty()) {
            registry.upsertDataSource(source, "sqlite", "sqlite:/x", Optional.empty(), Map.of());
        }
        Table table = Table.builder(TableName.of("t"), TableKind.TABLE)
                .fields(IntStream.rangeClosed(1, fields)
                        .mapToObj(at -> Field.of("f" + at, DataType.string()))
                        .toList())
                .build();
        registry.accept(source, Snapshot.of("", "", List.of(table)), Optional.empty());
        return registry.getDataSource(source);
    }

    private int fields(DataSource source) {
        return schemas.of(source)
                .context()
                .orElseThrow()
                .tables()
                .get(0)
                .fields()
                .size();
    }

    @Test
    void aSchemaThatNobodyAsksForGoes() {
        DataSource shop = source("shop", 1);
        fields(shop);
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        fields(shop);
        assertThat(schemas.counts().hits()).isEqualTo(1);

        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        fields(shop);

        assertThat(schemas.counts().misses()).isEqualTo(2);
    }

    @Test
    void noMoreAreKeptThanWanted() {
        for (int at = 0; at < 20; at++) {
            fields(source("s" + at, 1));
        }

        assertThat(schemas.counts().size()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatIsInvalidatedIsReadAnew() {
        DataSource shop = source("shop", 1);
        KnownSchema before = schemas.of(shop);
        assertThat(schemas.of(shop)).isSameAs(before);

        schemas.invalidate();

        assertThat(schemas.of(shop)).isNotSameAs(before);
    }

    @Test
    void whatIsRefreshedNeedsNoReadingWhenAsked() {
        fields(source("shop", 1));
        DataSource changed = source("shop", 2);

        schemas.refresh();

        assertThat(fields(changed)).isEqualTo(2);
        assertThat(schemas.counts().hits()).isEqualTo(1);
    }

    @Test
    void aSourceThatWentIsForgotten() {
        DataSource shop = source("shop", 1);
        fields(shop);
        registry.removeDataSource(shop.id());

        schemas.refresh();

        assertThat(schemas.counts().size()).isZero();
    }

    @Test
    void nothingIsStaleOnceAChangeWasAccepted() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(3);
        try {
            source("shop", 1);
            List<Future<?>> asking = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(thread -> others.submit(() -> {
                        for (int at = 0; at < 200; at++) {
                            fields(registry.getDataSource(new SourceId("shop")));
                            schemas.refresh();
                        }
                    }))
                    .toList();
            for (int count = 2; count < 60; count++) {
                assertThat(fields(source("shop", count))).isEqualTo(count);
            }
            for (Future<?> one : asking) {
                one.get();
            }
        } finally {
            others.shutdownNow();
        }
    }
}
