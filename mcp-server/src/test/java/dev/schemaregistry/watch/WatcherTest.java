package dev.schemaregistry.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The time of the watcher is the test's. */
class WatcherTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SchemaRegistry registry = SchemaRegistry.initRegistry(
            new MemoryStore(), Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    private final Map<String, FakeSource> sources = new ConcurrentHashMap<>();
    private final HeardChanges heard = new HeardChanges();
    private final AtomicLong ticks = new AtomicLong(-5);
    private WatchSettings settings = new WatchSettings(
            Set.of(),
            Duration.ofHours(1),
            new WatchPace(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(5)),
            IntrospectionLimits.DEFAULT,
            Duration.ofMillis(20));
    private @Nullable Watcher watcher;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    @AfterEach
    void everythingIsClosed() {
        sources.values().forEach(source -> source.release.countDown());
        if (watcher != null) {
            watcher.close();
        }
        await().untilAsserted(() -> assertThat(sources.values())
                .allSatisfy(source -> assertThat(source.closed.get()).isEqualTo(source.opened.get())));
        registry.close();
    }

    private Watcher start() {
        Watcher fresh = new Watcher(
                registry,
                this::open,
                new IntrospectionService(registry, this::open),
                settings,
                heard,
                ticks::get,
                Optional.empty());
        watcher = fresh;
        fresh.start();
        return fresh;
    }

    private SourceConnector open(DataSource source) {
        return sources.get(source.id().value()).open();
    }

    private FakeSource source(String id, Map<String, String> settings) {
        FakeSource source = sources.computeIfAbsent(id, any -> new FakeSource());
        registry.upsertDataSource(new SourceId(id), "fake", "fake:" + id, Optional.empty(), settings);
        return source;
    }

    private FakeSource source(String id) {
        return source(id, Map.of());
    }

    private void pass(Duration time) {
        ticks.addAndGet(time.toNanos());
        watcher.refresh();
    }

    private static void awaitLooks(FakeSource source, int looks) {
        await().until(() -> source.looks.get() >= looks);
    }

    private void awaitLine(String line) {
        await().until(() -> heard.heard(line));
    }

    /** The looks of a source, once another one has been looked at later. */
    private int looksBesides(FakeSource source, FakeSource other) {
        int looks = other.looks.get();
        other.say(ChangeListener::changed);
        awaitLooks(other, looks + 1);
        return source.looks.get();
    }

    @Test
    void aSourceThatCannotTellIsLookedAtEachInterval() {
        FakeSource quiet = source("quiet");
        FakeSource other = source("other").pushing();
        start();
        awaitLooks(quiet, 1);
        awaitLine("quiet clock");
        assertThat(heard.modes).anySatisfy(mode -> {
            assertThat(mode.withoutPush().orElse("")).contains("type fake", "does not tell");
            assertThat(mode.interval()).isEqualTo(Duration.ofHours(1));
        });
        awaitLine("other push");
        awaitLine("quiet changed");

        pass(Duration.ofMinutes(59));
        assertThat(looksBesides(quiet, other)).isEqualTo(1);

        quiet.addField("more");
        pass(MINUTE);
        await().until(() -> heard.count("quiet changed") == 2);
        assertThat(registry.listVersions(new TableRef(new SourceId("quiet"), TableName.of("things"))))
                .hasSize(2);
    }

    @Test
    void aSourceMayNameAnIntervalOfItsOwn() {
        FakeSource often = source("often", Map.of("interval", "PT10M"));
        start();
        awaitLooks(often, 1);
        awaitLine("often changed");
        pass(Duration.ofMinutes(10));
        awaitLooks(often, 2);
    }

    @Test
    void aPushLeadsToALookAndNoChangeToNoWord() {
        FakeSource pushing = source("pushing").pushing();
        start();
        awaitLine("pushing push");
        awaitLine("pushing changed");
        long events = registry.lastSequence();

        int looks = pushing.looks.get();
        pushing.say(ChangeListener::changed);
        awaitLooks(pushing, looks + 1);
        pushing.addField("more");
        pushing.say(ChangeListener::changed);

        await().until(() -> heard.count("pushing changed") == 2);
        assertThat(registry.lastSequence()).isEqualTo(events + 1);
    }

    @Test
    void afterALossTheWholeSourceIsReadEvenIfItsMarkHasNotMoved() {
        FakeSource pushing = source("pushing").pushing();
        start();
        awaitLine("pushing changed");
        awaitLine("pushing push");
        assertThat(pushing.discovered.get()).isOne();

        pushing.say(listener -> listener.lost("the line is dead"));
        awaitLine("pushing clock");
        pushing.say(ChangeListener::restored);

        await().until(() -> pushing.discovered.get() == 2);
        assertThat(heard.count("pushing push")).isEqualTo(2);
        assertThat(heard.count("pushing changed")).isOne();
    }

    @Test
    void withoutPushForWantOfASetUpTheClockGoesOn() {
        FakeSource wanting = source("wanting").lacking("install something first");
        start();
        awaitLine("wanting changed");
        await().until(() -> heard.modes.stream()
                .anyMatch(mode -> mode.withoutPush().equals(Optional.of("install something first"))));
        wanting.addField("more");
        pass(Duration.ofHours(1));
        await().until(() -> heard.count("wanting changed") == 2);
    }

    @Test
    void sourcesComeChangeAndGoWhileItRuns() {
        FakeSource first = source("first");
        start();
        awaitLine("first changed");

        source("second");
        awaitLine("second changed");

        int opened = first.opened.get();
        source("first", Map.of("colour", "blue"));
        await().until(() -> first.opened.get() > opened);

        registry.removeDataSource(new SourceId("second"));
        awaitLine("second forgotten");
        source("second");
        await().until(() -> heard.count("second changed") == 2);
    }

    @Test
    void aSourceThatIsRemovedAndRegisteredAnewAtOnceIsReadAgain() {
        settings = new WatchSettings(
                settings.only(), settings.interval(), settings.pace(), settings.limits(), Duration.ofHours(1));
        source("first");
        Watcher started = start();
        awaitLine("first changed");
        await().until(() -> registry.getDataSource(new SourceId("first")).revision() == 1);

        registry.removeDataSource(new SourceId("first"));
        source("first");
        await().until(() -> {
            started.refresh();
            return heard.count("first changed") == 2;
        });
        assertThat(heard.heard("first forgotten")).isFalse();
    }

    @Test
    void aSourceThatNeverHadATableIsLookedAtWhenItsTimeComes() {
        FakeSource bare = source("bare");
        bare.empty = true;
        FakeSource other = source("other").pushing();
        Watcher started = start();
        await().until(() ->
                registry.getDataSource(new SourceId("bare")).health().status() == SourceHealth.Status.OK);

        for (int round = 0; round < 20; round++) {
            int looks = other.looks.get();
            started.refresh();
            other.say(ChangeListener::changed);
            awaitLooks(other, looks + 1);
        }

        assertThat(bare.looks)
                .as("a list that was read during the look may lead to one more")
                .hasValueLessThan(3);
    }

    @Test
    void onlyTheSourcesThatAreWantedAreWatched() {
        FakeSource unwanted = source("unwanted").pushing();
        FakeSource wanted = source("wanted").pushing();
        settings = settings.withOnly(Set.of(new SourceId("wanted")));
        start();
        awaitLine("wanted changed");
        awaitLine("wanted push");
        looksBesides(unwanted, wanted);
        assertThat(unwanted.opened.get()).isZero();
    }

    @Test
    void aSourceThatHangsDelaysNobody() {
        FakeSource hanging = source("a-hanging").hanging();
        for (int i = 0; i < 9; i++) {
            source("other-" + i).pushing();
        }
        start();
        await().until(() -> hanging.looks.get() == 1);
        for (int i = 0; i < 9; i++) {
            awaitLine("other-" + i + " changed");
            awaitLine("other-" + i + " push");
            sources.get("other-" + i).addField("more");
            sources.get("other-" + i).say(ChangeListener::changed);
        }
        await().until(() -> heard.changes.size() == 18);
        assertThat(hanging.looks.get()).isOne();
    }

    @Test
    void aFailureIsSaidOnceTriedAgainAndItsEndIsSaidOnce() {
        FakeSource failing = source("failing");
        failing.failure = new SourceException(ErrorCode.SOURCE_UNREACHABLE, "nobody is there");
        start();
        awaitLine("failing failing");
        for (int looks = 2; looks <= 5; looks++) {
            pass(Duration.ofMinutes(5));
            awaitLooks(failing, looks);
        }
        long events = registry.lastSequence();
        assertThat(heard.count("failing failing")).isOne();
        assertThat(events).as("registering it").isOne();

        failing.failure = null;
        await().until(() -> {
            pass(Duration.ofMinutes(5));
            return heard.heard("failing changed");
        });
        assertThat(heard.count("failing recovered")).isOne();
    }

    @Test
    void aSourceThatIsSuddenlyEmptyIsSaidToBePartialOnce() {
        FakeSource emptied = source("emptied").pushing();
        start();
        awaitLine("emptied changed");
        awaitLine("emptied push");

        emptied.empty = true;
        int looks = emptied.looks.get();
        emptied.say(ChangeListener::changed);
        awaitLine("emptied partial");
        emptied.say(ChangeListener::changed);
        awaitLooks(emptied, looks + 2);
        emptied.empty = false;
        emptied.say(ChangeListener::changed);
        awaitLine("emptied recovered");

        assertThat(heard.count("emptied partial")).isOne();
        assertThat(heard.count("emptied changed")).isOne();
    }

    @Test
    void aConnectorThatCannotBeOpenedIsTriedAgain() {
        FakeSource locked = source("locked").pushing();
        locked.refusal = new InvalidRequestException(ErrorCode.UNRESOLVED_SECRET, "the variable PASSWORD is not set");
        start();
        awaitLine("locked failing");
        awaitLine("locked clock");

        locked.refusal = null;
        watcher.refresh();

        awaitLine("locked changed");
        awaitLine("locked push");
        assertThat(heard.heard("locked recovered")).isTrue();
    }

    @Test
    void aListenerThatFailsStopsNobody() {
        source("first");
        source("second");
        AtomicInteger calls = new AtomicInteger();
        WatchListener angry = new WatchListener() {
            @Override
            public void changed(IntrospectionResult result) {
                calls.incrementAndGet();
                throw new IllegalStateException("I do not want to hear it");
            }
        };
        watcher = new Watcher(
                registry,
                this::open,
                new IntrospectionService(registry, this::open),
                settings,
                angry,
                ticks::get,
                Optional.empty());
        watcher.start();
        await().until(() -> calls.get() == 2);
        sources.get("first").addField("more");
        pass(Duration.ofHours(1));
        await().until(() -> calls.get() == 3);
    }

    @Test
    void closingEndsEverythingInBoundedTimeAlsoWithASourceThatHangs() {
        source("hanging").hanging().pushing();
        FakeSource pushing = source("pushing").pushing();
        Watcher started = start();
        awaitLine("pushing push");
        awaitLine("pushing changed");
        await().until(() -> sources.get("hanging").looks.get() == 1);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), started::close);

        int lines = heard.lines.size();
        int looks = pushing.looks.get();
        pushing.say(ChangeListener::changed);
        pushing.say(listener -> listener.lost("closed"));
        assertThat(heard.lines).hasSize(lines);
        assertThat(pushing.looks.get()).isEqualTo(looks);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("watch-pushing"));
    }

    /** A source whose every behaviour the test decides. */
    private static final class FakeSource {
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger looks = new AtomicInteger();
        final AtomicInteger discovered = new AtomicInteger();
        final CountDownLatch release = new CountDownLatch(1);
        final Set<ChangeListener> listeners = ConcurrentHashMap.newKeySet();
        volatile List<Field> fields = List.of(Field.of("id", DataType.string()));
        volatile @Nullable RuntimeException failure;
        volatile @Nullable RuntimeException refusal;
        volatile boolean empty;
        volatile boolean hangs;
        volatile boolean pushes;
        volatile Optional<String> lacks = Optional.empty();

        FakeSource pushing() {
            pushes = true;
            return this;
        }

        FakeSource lacking(String what) {
            lacks = Optional.of(what);
            return pushing();
        }

        FakeSource hanging() {
            hangs = true;
            return this;
        }

        void addField(String name) {
            fields = Stream.concat(fields.stream(), Stream.of(Field.of(name, DataType.string())))
                    .toList();
        }

        void say(Consumer<ChangeListener> what) {
            listeners.forEach(what);
        }

        SourceConnector open() {
            if (refusal != null) {
                throw refusal;
            }
            opened.incrementAndGet();
            return new SourceConnector() {
                @Override
                public Snapshot discover() {
                    discovered.incrementAndGet();
                    return Snapshot.of(
                            "Fake 1",
                            "main",
                            empty
                                    ? List.of()
                                    : List.of(Table.builder(TableName.of("things"), TableKind.TABLE)
                                            .fields(fields)
                                            .build()));
                }

                @Override
                public Fingerprint fingerprint() {
                    looks.incrementAndGet();
                    if (failure != null) {
                        throw failure;
                    }
                    while (hangs && release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException deaf) {
                            Thread.interrupted();
                        }
                    }
                    return new Fingerprint("fake", empty + fields.toString());
                }

                @Override
                public Optional<Watch> watch(ChangeListener listener) {
                    if (!pushes) {
                        return Optional.empty();
                    }
                    listeners.add(listener);
                    lacks.ifPresentOrElse(listener::lost, listener::restored);
                    return Optional.of(() -> listeners.remove(listener));
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }
}
