package dev.schemaregistry.watch;

import java.time.Duration;

/**
 * When one source is looked at next. Knows no threads and no clock: it is told what happened at which tick, and answers from that
 * alone. Ticks are nanoseconds from any origin. Used by one thread at a time.
 */
final class Agenda {
    private final WatchPace pace;
    private final Duration interval;

    /** When it is due without any hint. */
    private long byClock;

    private boolean hinted;
    private long firstHint;
    private long lastHint;
    private long nextByHint;

    private boolean whole;
    private boolean wholeUnderWay;
    private long started;
    private int failures;

    /** The first look is due at once. */
    Agenda(WatchPace pace, Duration interval, long now) {
        this.pace = pace;
        this.interval = interval;
        byClock = now;
        nextByHint = now;
    }

    /** The source may have changed. */
    void hint(long now) {
        if (!hinted) {
            hinted = true;
            firstHint = now;
        }
        lastHint = now;
    }

    /** The source may have changed in any way, unseen: its mark is not to be trusted either. */
    void hintWhole(long now) {
        whole = true;
        hint(now);
    }

    /** The tick from which a look is due. */
    long due() {
        if (!hinted) {
            return byClock;
        }
        long calm = earlier(
                lastHint + pace.quiet().toNanos(), firstHint + pace.apart().toNanos());
        return earlier(byClock, later(calm, nextByHint));
    }

    boolean isDue(long now) {
        return due() - now <= 0;
    }

    /**
     * A look starts; hints from now on are about the next one.
     *
     * @return whether the whole source must be read, whatever its mark says
     */
    boolean start(long now) {
        started = now;
        hinted = false;
        wholeUnderWay = whole;
        whole = false;
        return wholeUnderWay;
    }

    /** The look has ended. A source that is slow is left alone as long as it took. */
    void end(long now, boolean succeeded) {
        nextByHint = later(started + pace.apart().toNanos(), now + (now - started));
        if (succeeded) {
            failures = 0;
            byClock = later(now, started + interval.toNanos());
            return;
        }
        failures++;
        whole |= wholeUnderWay;
        Duration retry = pace.retryAfter(failures);
        byClock = now + (retry.compareTo(interval) < 0 ? retry : interval).toNanos();
    }

    boolean isFailing() {
        return failures > 0;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
