package dev.schemaregistry.server.mcp;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Whose each session is, when it was used last, and how many more its principal may open. Thread-safe. */
final class SessionBook {
    private final SessionLimits limits;
    private final Clock clock;
    private final Predicate<String> listening;
    /** The one not used for the longest time first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final Map<String, Integer> opening = new HashMap<>();
    /** Whether this thread's request holds a place: only then may it become a session. */
    private final ThreadLocal<Boolean> reserved = ThreadLocal.withInitial(() -> false);

    /** @param listening whether a session has a stream open, which keeps it from being idle */
    SessionBook(SessionLimits limits, Clock clock, Predicate<String> listening) {
        this.limits = limits;
        this.clock = clock;
        this.listening = listening;
    }

    private record Entry(String principal, Instant used) {}

    /** Holds a place for a session that is about to be opened; false when the principal has too many. Give it back, on the same thread. */
    synchronized boolean reserve(String principal) {
        long held = entries.values().stream()
                .filter(entry -> entry.principal().equals(principal))
                .count();
        if (held + opening.getOrDefault(principal, 0) >= limits.most()) {
            return false;
        }
        opening.merge(principal, 1, Integer::sum);
        reserved.set(true);
        return true;
    }

    boolean isReserved() {
        return reserved.get();
    }

    synchronized void giveBack(String principal) {
        reserved.remove();
        opening.computeIfPresent(principal, (unused, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
    }

    synchronized void opened(String id, String principal) {
        used(id, principal, clock.instant());
    }

    private void used(String id, String principal, Instant now) {
        entries.remove(id);
        entries.put(id, new Entry(principal, now));
    }

    synchronized void closed(String id) {
        entries.remove(id);
    }

    /** Whether the session is this principal's and alive; it counts as used then. */
    synchronized boolean admits(String id, String principal) {
        Entry entry = entries.get(id);
        Instant now = clock.instant();
        if (entry == null || !entry.principal().equals(principal) || isIdle(id, entry, now)) {
            return false;
        }
        used(id, principal, now);
        return true;
    }

    /** Strikes out those that nobody used for too long, and names them. Whoever listens uses a session all the time. */
    synchronized List<String> strikeIdle() {
        Instant now = clock.instant();
        List<Map.Entry<String, Entry>> old = entries.entrySet().stream()
                .takeWhile(entry -> isOld(entry.getValue(), now))
                .map(Map.Entry::copyOf)
                .toList();
        List<String> idle = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : old) {
            if (listening.test(entry.getKey())) {
                used(entry.getKey(), entry.getValue().principal(), now);
            } else {
                entries.remove(entry.getKey());
                idle.add(entry.getKey());
            }
        }
        return idle;
    }

    private boolean isIdle(String id, Entry entry, Instant now) {
        return isOld(entry, now) && !listening.test(id);
    }

    private boolean isOld(Entry entry, Instant now) {
        return entry.used().plus(limits.idle()).isBefore(now);
    }
}
