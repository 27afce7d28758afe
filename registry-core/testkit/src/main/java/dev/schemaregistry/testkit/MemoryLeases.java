package dev.schemaregistry.testkit;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Leases without a disk. Thread-safe by one lock. */
final class MemoryLeases implements LeaseBook {
    private final Clock clock;
    private final NavigableMap<String, Lease> last = new TreeMap<>();

    MemoryLeases(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Lease> take(String name, String owner, Duration length) {
        Optional<Lease> before = Optional.ofNullable(last.get(name));
        if (before.filter(this::isHeld).isPresent()) {
            return Optional.empty();
        }
        Lease taken = new Lease(name, owner, before.map(Lease::term).orElse(0L) + 1, after(length));
        last.put(name, taken);
        return Optional.of(taken);
    }

    @Override
    public synchronized List<Lease> renew(String owner, Duration length) {
        last.replaceAll((name, lease) -> isOf(owner, lease) ? until(after(length), lease) : lease);
        return last.values().stream().filter(lease -> isOf(owner, lease)).toList();
    }

    @Override
    public synchronized void release(Lease lease) {
        if (isLast(lease)) {
            last.put(lease.name(), until(Instant.MIN, lease));
        }
    }

    @Override
    public synchronized List<Lease> held() {
        return last.values().stream().filter(this::isHeld).toList();
    }

    synchronized void require(Lease lease) {
        if (!isLast(lease)) {
            throw new ConflictException(ErrorCode.LEASE_LOST, "the lease \"" + lease.name() + "\" has ended");
        }
    }

    private boolean isLast(Lease lease) {
        return Optional.ofNullable(last.get(lease.name()))
                .filter(now -> now.term() == lease.term() && isOf(lease.owner(), now))
                .isPresent();
    }

    private static boolean isOf(String owner, Lease lease) {
        return lease.owner().equals(owner) && !lease.until().equals(Instant.MIN);
    }

    private boolean isHeld(Lease lease) {
        return lease.until().isAfter(clock.instant());
    }

    private Instant after(Duration length) {
        return clock.instant().plus(length);
    }

    private static Lease until(Instant end, Lease lease) {
        return new Lease(lease.name(), lease.owner(), lease.term(), end);
    }
}
