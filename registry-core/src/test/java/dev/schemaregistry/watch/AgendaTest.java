package dev.schemaregistry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are milliseconds after the start. */
class AgendaTest {
    private static final WatchPace PACE = WatchPace.DEFAULT;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Nanosecond counters start anywhere and may overflow. */
    private static final long ORIGIN = Long.MAX_VALUE - ticks(1_500);

    private final Agenda agenda = new Agenda(PACE, HOUR, ORIGIN);

    private static long ticks(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static long at(long millis) {
        return ORIGIN + ticks(millis);
    }

    private long due() {
        return Duration.ofNanos(agenda.due() - ORIGIN).toMillis();
    }

    private boolean look(long from, long to, boolean succeeded) {
        boolean whole = agenda.start(at(from));
        agenda.end(at(to), succeeded);
        return whole;
    }

    @Test
    void theFirstLookIsDueAtOnceAndTheNextAfterTheIntervalFromItsStart() {
        assertThat(agenda.isDue(at(0))).isTrue();
        look(0, 40, true);
        assertThat(due()).isEqualTo(HOUR.toMillis());
        assertThat(agenda.isDue(at(HOUR.toMillis() - 1))).isFalse();
        assertThat(agenda.isDue(at(HOUR.toMillis()))).isTrue();
    }

    @Test
    void aLookThatTakesLongerThanTheIntervalIsFollowedByTheNext() {
        look(0, 2 * HOUR.toMillis(), true);
        assertThat(due()).isEqualTo(2 * HOUR.toMillis());
    }

    @Test
    void aHintLeadsToALookAfterAMomentOfQuiet() {
        look(0, 40, true);
        agenda.hint(at(10_000));
        assertThat(due()).isEqualTo(10_100);
    }

    @Test
    void hintsThatKeepComingDoNotPutItOffForLong() {
        look(0, 40, true);
        for (long at = 10_000; at <= 11_000; at += 50) {
            agenda.hint(at(at));
        }
        assertThat(due()).isEqualTo(10_500);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 400})
    void aStormIsAHandfulOfLooksAndTheLastOneSeesItsEnd(int lookTakes) {
        look(0, 40, true);
        List<Long> starts = new ArrayList<>();
        long lastHint = 10_000 + 2 * 999;
        long lookEnds = -1;
        for (long now = 10_000; now < 20_000; now++) {
            if (now <= lastHint && now % 2 == 0) {
                agenda.hint(at(now));
            }
            if (now == lookEnds) {
                agenda.end(at(now), true);
                lookEnds = -1;
            }
            if (lookEnds < 0 && agenda.isDue(at(now))) {
                boolean whole = agenda.start(at(now));
                assertThat(whole).isFalse();
                starts.add(now);
                lookEnds = now + lookTakes;
            }
        }
        assertThat(starts).hasSizeBetween(3, 5);
        assertThat(starts.get(starts.size() - 1)).isGreaterThan(lastHint);
        assertThat(due()).isGreaterThan(HOUR.toMillis());
    }

    @Test
    void aHintDuringALookIsAboutTheNextOne() {
        agenda.start(at(0));
        agenda.hint(at(20));
        agenda.end(at(40), true);
        assertThat(due()).isEqualTo(500);
    }

    @Test
    void aSlowSourceIsLeftAloneAsLongAsItTook() {
        agenda.start(at(0));
        agenda.hint(at(20));
        agenda.end(at(3_000), true);
        assertThat(due()).isEqualTo(6_000);
    }

    @Test
    void aFailingSourceIsTriedLaterAndLaterButNeverLaterThanTheInterval() {
        Agenda impatient = new Agenda(PACE, Duration.ofSeconds(10), at(0));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            impatient.start(at(0));
            impatient.end(at(0), false);
            waits.add(Duration.ofNanos(impatient.due() - at(0)).toMillis());
        }
        assertThat(waits).containsExactly(2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void anHourlySourceThatFailsIsTriedEveryFiveMinutesForever() {
        for (int i = 0; i < 100; i++) {
            look(0, 0, false);
        }
        assertThat(due()).isEqualTo(Duration.ofMinutes(5).toMillis());
        look(0, 0, true);
        assertThat(due()).isEqualTo(HOUR.toMillis());
        look(0, 0, false);
        assertThat(due()).as("after a success it starts over").isEqualTo(2_000);
    }

    @Test
    void whatWasMissedIsReadWholeOnceAndUntilItSucceeds() {
        assertThat(look(0, 40, true)).isFalse();
        agenda.hintWhole(at(10_000));
        assertThat(look(10_100, 10_140, false)).isTrue();
        assertThat(agenda.isFailing()).isTrue();
        assertThat(look(12_140, 12_180, true)).isTrue();
        assertThat(look(20_000, 20_040, true)).isFalse();
    }

    @Test
    void aWholeLookAskedForDuringALookIsStillToCome() {
        agenda.start(at(0));
        agenda.hintWhole(at(10));
        agenda.end(at(20), true);
        assertThat(agenda.start(at(500))).isTrue();
    }
}
