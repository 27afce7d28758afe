package dev.schemaregistry.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Tables of one source that were chosen so far, and what they explain together. One thread at a time. */
final class GrowingSet {
    /** From here on a word counts as explained. */
    private static final double EXPLAINED = 0.25;

    private final Directory directory;
    private final Evidence evidence;
    private final List<Integer> tables = new ArrayList<>();
    private final double[] best;
    private final double[] named;
    private boolean hasNames;

    GrowingSet(Directory directory, Evidence evidence) {
        this.directory = directory;
        this.evidence = evidence;
        this.best = new double[evidence.terms()];
        this.named = new double[evidence.terms()];
    }

    void add(int table) {
        tables.add(table);
        evidence.merge(best, table);
        Evidence.Row row = evidence.row(table);
        for (int term = 0; row != null && term < named.length; term++) {
            if ((row.nameTerms & 1L << term) != 0) {
                named[term] = Math.max(named[term], row.nameShare);
            }
        }
        hasNames |= directory.table(table).naming();
    }

    /** In the order in which they came. */
    List<Integer> tables() {
        return tables;
    }

    /** For each term the best weight in the set. */
    double[] best() {
        return best;
    }

    /** How much better the question names a table than any of the set whose name has the same words. */
    double newlyNamed(Evidence.Row row) {
        double most = 0;
        for (long left = row.nameTerms; left != 0; left &= left - 1) {
            most = Math.max(most, row.nameShare - named[Long.numberOfTrailingZeros(left)]);
        }
        return most;
    }

    /** Whether a word of a table's name is explained, but by no table's name. */
    boolean holdsNameOf(Evidence.Row row) {
        boolean holds = false;
        for (long left = row.nameTerms; left != 0; left &= left - 1) {
            int term = Long.numberOfTrailingZeros(left);
            if (named[term] > 0) {
                return false;
            }
            holds |= best[term] >= EXPLAINED;
        }
        return holds;
    }

    /** Whether some table has a field for names. */
    boolean hasNames() {
        return hasNames;
    }

    /** Whether a foreign key connects a table with the set. */
    boolean touches(int table) {
        for (int near : directory.neighbours(table)) {
            if (tables.contains(near)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a table of the set that mostly connects others refers to a table. */
    boolean links(int table) {
        for (int near : directory.neighbours(table)) {
            if (tables.contains(near) && directory.table(near).linking()) {
                return true;
            }
        }
        return false;
    }

    /** The table between the set and one that is two foreign keys away; of several the one that explains most. */
    OptionalInt bridge(int table) {
        int chosen = -1;
        double most = -1;
        for (int between : touches(table) ? new int[0] : directory.neighbours(table)) {
            Evidence.Row row = evidence.row(between);
            double own = row == null ? 0 : evidence.weigh(row.weights);
            if (touches(between) && own > most) {
                chosen = between;
                most = own;
            }
        }
        return chosen < 0 ? OptionalInt.empty() : OptionalInt.of(chosen);
    }
}
