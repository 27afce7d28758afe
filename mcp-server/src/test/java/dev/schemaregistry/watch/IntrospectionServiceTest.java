package dev.schemaregistry.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.ValueProfiler;
import dev.schemaregistry.testkit.MemoryStore;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntrospectionServiceTest {
    private static final Snapshot ONE_TABLE = Snapshot.of(
            "Fake 1", "main", List.of(table("customers", Field.of("id", DataType.scalar(DataType.ScalarKind.INT64)))));

    private final SchemaRegistry registry = SchemaRegistry.initRegistry(
            new MemoryStore(), Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    private final Map<SourceId, FakeSource> sources = new HashMap<>();
    private final IntrospectionService service = new IntrospectionService(
            registry, source -> sources.get(source.id()).open());

    private static Table table(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(List.of(fields))
                .build();
    }

    @AfterEach
    void everyConnectorWasClosed() {
        sources.values().forEach(source -> source.release.countDown());
        assertThat(sources.values())
                .allSatisfy(source -> assertThat(source.closed.get()).isGreaterThanOrEqualTo(source.opened.get()));
        registry.close();
    }

    private FakeSource source(String id) {
        FakeSource source = new FakeSource();
        SourceId sourceId = new SourceId(id);
        sources.put(sourceId, source);
        registry.upsertDataSource(sourceId, "fake", "fake:" + id, Optional.empty(), Map.of());
        return source;
    }

    private List<IntrospectionResult> introspect(IntrospectionLimits limits) {
        return service.introspect(
                registry.listDataSources().stream().map(DataSource::id).toList(), limits, IntrospectionListener.SILENT);
    }

    @Test
    void whatWasReadIsAccepted() {
        source("a");

        IntrospectionResult result = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(registry.listTables(new SourceId("a"))).containsExactly(TableName.of("customers"));
    }

    @Test
    void anUnmovedMarkIsNotReadAgain() {
        FakeSource source = source("a");
        introspect(IntrospectionLimits.DEFAULT);
        long events = registry.lastSequence();

        IntrospectionResult again = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(again.outcome()).isEqualTo(Outcome.NOT_MOVED);
        assertThat(source.discovered.get()).isOne();
        assertThat(registry.lastSequence()).isEqualTo(events);
        assertThat(introspect(IntrospectionLimits.DEFAULT.withForce(true))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(source.discovered.get()).isEqualTo(2);
    }

    @Test
    void anotherSelectionIsReadAgainAndDropsWhatIsNotWanted() {
        FakeSource source = source("a");
        source.snapshot = Snapshot.of("Fake 1", "main", List.of(table("customers"), table("scratch")));
        introspect(IntrospectionLimits.DEFAULT);

        registry.upsertDataSource(
                new SourceId("a"), "fake", "fake:a", Optional.empty(), Map.of("exclude", "scr*", "interval", "PT1M"));
        IntrospectionResult again = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(again.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(registry.listTables(new SourceId("a"))).containsExactly(TableName.of("customers"));
        assertThat(introspect(IntrospectionLimits.DEFAULT).get(0).outcome()).isEqualTo(Outcome.NOT_MOVED);
    }

    @Test
    void aSourceSeenInPartIsReadAgainAndKeepsWhatItHides() {
        FakeSource source = source("a");
        introspect(IntrospectionLimits.DEFAULT);
        source.snapshot = new Snapshot(
                "Fake 1",
                "main",
                List.of(),
                Map.of(),
                List.of(new Snapshot.Gap("*", "no permission")),
                List.of("a warning"));
        source.mark = "2";

        IntrospectionResult partial = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(partial.warnings()).containsExactly("a warning", "no permission");
        assertThat(registry.listTables(new SourceId("a"))).hasSize(1);
        assertThat(registry.getDataSource(new SourceId("a")).health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
        assertThat(introspect(IntrospectionLimits.DEFAULT).get(0).outcome()).isNotEqualTo(Outcome.NOT_MOVED);
    }

    @Test
    void aSourceThatMarksItsGapsIsNotReadAgainForThem() {
        FakeSource source = source("a");
        source.marksGaps = true;
        source.snapshot = ONE_TABLE.with(new Snapshot.Gap("hr", "no permission"));
        introspect(IntrospectionLimits.DEFAULT);

        assertThat(introspect(IntrospectionLimits.DEFAULT).get(0).outcome()).isEqualTo(Outcome.NOT_MOVED);
        assertThat(registry.getDataSource(new SourceId("a")).health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
    }

    @Test
    void anEmptySourceIsDoubtedAndReadAgainWhenItIsToBeBelieved() {
        FakeSource source = source("a");
        introspect(IntrospectionLimits.DEFAULT);
        source.marksGaps = true;
        source.snapshot = Snapshot.of("Fake 1", "main", List.of());
        source.mark = "2";

        IntrospectionResult doubted = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(doubted.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(doubted.warnings()).singleElement().asString().contains("--accept-empty a");
        assertThat(introspect(IntrospectionLimits.DEFAULT).get(0).outcome()).isEqualTo(Outcome.NOT_MOVED);
        assertThat(introspect(IntrospectionLimits.DEFAULT.withAcceptEmpty(true))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.CHANGED);
        assertThat(registry.listTables(new SourceId("a"))).isEmpty();
    }

    @Test
    void aFlappingSourceMakesNoEvent() {
        FakeSource source = source("a");
        source.snapshot = ONE_TABLE.with(new Snapshot.Gap("hr", "no permission"));
        introspect(IntrospectionLimits.DEFAULT);
        long events = registry.lastSequence();
        for (int i = 0; i < 5; i++) {
            source.failure = new SourceException(ErrorCode.SOURCE_UNREACHABLE, "nobody listens");
            introspect(IntrospectionLimits.DEFAULT);
            source.failure = null;
            introspect(IntrospectionLimits.DEFAULT);
        }
        assertThat(registry.lastSequence()).isEqualTo(events);
        assertThat(registry.getDataSource(new SourceId("a")).health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
        assertThat(registry.getDataSource(new SourceId("a")).version().toString())
                .isEqualTo("1.0.0");
    }

    @Test
    void aDeadSourceIsAResultAndKeepsWhatIsKnown() {
        FakeSource dead = source("dead");
        source("well");
        introspect(IntrospectionLimits.DEFAULT);
        dead.failure = new SourceException(ErrorCode.SOURCE_UNREACHABLE, "nobody listens");

        List<IntrospectionResult> results = introspect(IntrospectionLimits.DEFAULT);

        assertThat(results).extracting(IntrospectionResult::outcome).containsExactly(Outcome.FAILED, Outcome.NOT_MOVED);
        assertThat(registry.listTables(new SourceId("dead"))).hasSize(1);
        SourceHealth health = registry.getDataSource(new SourceId("dead")).health();
        assertThat(health.status()).isEqualTo(SourceHealth.Status.UNREACHABLE);
        assertThat(health.detail()).isEqualTo("nobody listens");
    }

    @Test
    void aBugInAConnectorIsTheProblemOfItsSourceAlone() {
        source("broken").failure = new IllegalStateException("secret detail");
        source("well");

        List<IntrospectionResult> results = introspect(IntrospectionLimits.DEFAULT);

        assertThat(results.get(0).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
            assertThat(failure).hasMessageContaining("broken").hasMessageNotContaining("secret detail");
        });
        assertThat(results.get(1).outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void anErrorInAConnectorIsNoSilence() {
        source("broken").error = new NoClassDefFoundError("secret/detail");

        IntrospectionResult result = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(result.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_FAILED);
            assertThat(failure).hasMessageContaining("NoClassDefFoundError").hasMessageNotContaining("secret");
        });
    }

    @Test
    void silentSourcesDelayNobody() {
        for (int i = 0; i < 5; i++) {
            source("silent-" + i).silent = true;
        }
        for (int i = 0; i < 5; i++) {
            source("well-" + i);
        }
        List<String> order = new ArrayList<>();

        List<IntrospectionResult> results = service.introspect(
                registry.listDataSources().stream().map(DataSource::id).toList(),
                IntrospectionLimits.DEFAULT.withPerSource(Duration.ofMillis(700)),
                (result, done, total) -> order.add(result.source().value()));

        assertThat(order.subList(0, 5)).allMatch(id -> id.startsWith("well"));
        assertThat(results).hasSize(10);
        assertThat(results.subList(0, 5))
                .allSatisfy(result -> assertThat(result.failure())
                        .hasValueSatisfying(
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_TIMEOUT)));
    }

    @Test
    void silentSourcesGiveTheirTurnAway() {
        source("a-silent").silent = true;
        source("b-silent").silent = true;
        source("c-well");

        List<IntrospectionResult> results = introspect(new IntrospectionLimits(Duration.ofMillis(300), 1, false));

        assertThat(results)
                .extracting(IntrospectionResult::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.CHANGED);
    }

    @Test
    void aReadingThatComesTooLateIsThrownAway() throws InterruptedException {
        FakeSource late = source("late");
        late.silent = true;
        introspect(IntrospectionLimits.DEFAULT.withPerSource(Duration.ofMillis(100)));

        late.release.countDown();

        assertThat(late.ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(registry.listTables(new SourceId("late"))).isEmpty();
    }

    @Test
    void troubleWithValuesIsNoTroubleWithTheSchemaAndIsNotTriedAgainAtOnce() {
        FakeSource source = profiled("a");
        AtomicInteger asked = new AtomicInteger();
        source.profiler = (table, fields, limits) -> {
            asked.incrementAndGet();
            throw new SourceException(ErrorCode.SOURCE_TIMEOUT, "too slow");
        };

        assertThat(introspect(IntrospectionLimits.DEFAULT).get(0).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(introspect(IntrospectionLimits.DEFAULT).get(0).outcome()).isEqualTo(Outcome.NOT_MOVED);

        assertThat(asked.get()).isOne();
        assertThat(registry.getDataSource(new SourceId("a")).health().status()).isEqualTo(SourceHealth.Status.OK);
    }

    @Test
    void aBugInAProfilerIsNoTroubleWithTheSchema() {
        profiled("a").profiler = (table, fields, limits) -> {
            throw new IllegalStateException("secret detail");
        };

        IntrospectionResult result = introspect(IntrospectionLimits.DEFAULT).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(result.profiled()).isZero();
    }

    @Test
    void aProfilerThatHangsDelaysNobodyAndWhatItLearnedBeforeIsKept() {
        FakeSource source = profiled("a");
        source.snapshot = Snapshot.of(
                "Fake 1",
                "main",
                List.of(
                        table("a_first", Field.of("country", DataType.string())),
                        table("b_hangs", Field.of("country", DataType.string()))));
        source.profiler = (table, fields, limits) -> {
            if (table.name().name().equals("b_hangs")) {
                try {
                    source.release.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.of(new ValueCounts("country", Map.of("Peru", 3)));
        };
        source("well");

        List<IntrospectionResult> results = introspect(new IntrospectionLimits(Duration.ofMillis(400), 1, false));

        assertThat(results).extracting(IntrospectionResult::outcome).containsExactly(Outcome.CHANGED, Outcome.CHANGED);
        assertThat(registry.fieldValues(TableRef.of("a", "a_first")))
                .containsExactly(new FieldValues("country", List.of("Peru")));
        assertThat(registry.fieldValues(TableRef.of("a", "b_hangs"))).isEmpty();
    }

    @Test
    void whatIsToldWithoutBeingAskedIsDropped() {
        profiled("a").profiler = (table, fields, limits) ->
                List.of(new ValueCounts("country", Map.of("Peru", 3)), new ValueCounts("email", Map.of("unasked", 3)));

        introspect(IntrospectionLimits.DEFAULT);

        assertThat(registry.fieldValues(TableRef.of("a", "orders")))
                .containsExactly(new FieldValues("country", List.of("Peru")));
    }

    private FakeSource profiled(String id) {
        FakeSource source = source(id);
        source.snapshot = Snapshot.of(
                "Fake 1",
                "main",
                List.of(table("orders", Field.of("country", DataType.string()), Field.of("email", DataType.string()))));
        registry.upsertDataSource(
                new SourceId(id), "fake", "fake:" + id, Optional.empty(), Map.of("profile_values", "low_cardinality"));
        return source;
    }

    @Test
    void anUnknownSourceIsRefusedBeforeAnythingIsRead() {
        FakeSource known = source("known");

        assertThatThrownBy(() -> service.introspect(
                        List.of(new SourceId("known"), new SourceId("unknown")),
                        IntrospectionLimits.DEFAULT,
                        IntrospectionListener.SILENT))
                .isInstanceOf(NotFoundException.class);
        assertThat(known.opened.get()).isZero();
    }

    /** A source that does what a test tells it; uninterruptible while it is silent. */
    private static final class FakeSource {
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger discovered = new AtomicInteger();
        final CountDownLatch release = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        volatile Snapshot snapshot = ONE_TABLE;
        volatile String mark = "1";
        volatile boolean silent;
        volatile boolean marksGaps;
        volatile RuntimeException failure;
        volatile Error error;
        volatile ValueProfiler profiler;

        SourceConnector open() {
            opened.incrementAndGet();
            return new SourceConnector() {
                @Override
                public Snapshot discover() {
                    discovered.incrementAndGet();
                    return snapshot;
                }

                @Override
                public Fingerprint fingerprint() {
                    if (failure != null) {
                        throw failure;
                    }
                    if (error != null) {
                        throw error;
                    }
                    while (silent && release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException deaf) {
                            Thread.interrupted();
                        }
                    }
                    ended.countDown();
                    return new Fingerprint("fake", mark);
                }

                @Override
                public Optional<ValueProfiler> valueProfiler() {
                    return Optional.ofNullable(profiler);
                }

                @Override
                public boolean marksGaps() {
                    return marksGaps;
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }
}
