package dev.schemaregistry.contract.guard;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Rows that were looked at. When they end, fail or are closed, mismatches are recorded, once. Confined to one thread.
 */
public final class GuardedRows implements Iterator<Map<String, ?>>, AutoCloseable {
    private final RowGuard guard;
    private final Iterator<? extends Map<String, ?>> rows;
    private final RowCheck check;
    private Optional<Map<String, ?>> next = Optional.empty();
    private boolean broken;
    private boolean recorded;

    GuardedRows(RowGuard guard, Iterator<? extends Map<String, ?>> rows) {
        this.guard = guard;
        this.rows = rows;
        this.check = new RowCheck(guard.expectation());
    }

    /**
     * Whether there is another row.
     *
     * @throws SourceException with {@code SOURCE_FAILED} when it is not as the contract says and the policy is {@link GuardPolicy#FAIL}
     */
    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !broken && rows.hasNext()) {
            Map<String, ?> row = withoutWithheld(rows.next());
            if (check.isRight(row) || guard.policy() == GuardPolicy.LOG) {
                next = Optional.of(row);
            } else if (guard.policy() == GuardPolicy.FAIL) {
                broken = true;
                close();
                throw new SourceException(ErrorCode.SOURCE_FAILED, "a row breaks its contract: " + report().text());
            }
        }
        if (next.isEmpty()) {
            close();
        }
        return next.isPresent();
    }

    private Map<String, ?> withoutWithheld(Map<String, ?> row) {
        if (guard.expectation().withheld().isEmpty()) {
            return row;
        }
        Map<String, Object> left = new LinkedHashMap<>(row);
        left.keySet().removeAll(guard.expectation().withheld());
        return left;
    }

    @Override
    public Map<String, ?> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no further row");
        }
        Map<String, ?> row = next.orElseThrow();
        next = Optional.empty();
        return row;
    }

    /** What was found so far. */
    public MismatchReport report() {
        return check.report();
    }

    /** Records what was found; what the rows came from stays open. */
    @Override
    public void close() {
        if (!recorded && !report().isClean()) {
            guard.sink().record(report());
        }
        recorded = true;
    }
}
