package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.store.jdbc.RegistryCopy.Copied;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One copy, table by table, within a transaction on each side.
 *
 * @param from sees one moment
 * @param shown the target, for people
 */
record CopyRun(Session from, String shown, CopyProgress progress) {

    /**
     * Fills the tables, reads them back, and leaves it to the caller to commit. Whoever writes to the target too waits at the row of
     * its counter.
     */
    Copied into(Session to) throws SQLException {
        long last = RegistryCopy.lastSequence(from);
        requireEmpty(to, last);
        Steps steps = new Steps(progress, 2 * total());
        Map<RegistryTable, TableDigest> originals = new EnumMap<>(RegistryTable.class);
        for (RegistryTable table : RegistryTable.values()) {
            originals.put(table, TableRows.of(table, to).copy(from, to, steps));
        }
        Map<String, Long> rows = new TreeMap<>();
        for (Map.Entry<RegistryTable, TableDigest> each : originals.entrySet()) {
            RegistryTable table = each.getKey();
            requireEqual(table, each.getValue(), TableRows.of(table, to).digest(to, steps));
            rows.put(table.sqlName(), each.getValue().rows());
        }
        return new Copied(rows, last, 0);
    }

    /** The counter's row comes first here, so that nobody else gets a place meanwhile, and a second copy finds the first. */
    private void requireEmpty(Session to, long last) throws SQLException {
        if (to.update(Statements.START_COUNTER, last) == 0) {
            throw notEmpty("events");
        }
        for (RegistryTable table : RegistryTable.values()) {
            if (to.find(row -> true, "SELECT 1 FROM " + table.sqlName() + " LIMIT 1")
                    .isPresent()) {
                throw notEmpty("rows in " + table.sqlName());
            }
        }
    }

    private InvalidRequestException notEmpty(String content) {
        return new InvalidRequestException(
                ErrorCode.INVALID_ARGUMENT,
                "the registry " + shown + " has content already (" + content
                        + ") and was not changed; name a place without a registry, or an empty one");
    }

    private long total() throws SQLException {
        long total = 0;
        for (RegistryTable table : RegistryTable.values()) {
            total += from.find(row -> row.getLong(1), table.count()).orElse(0L);
        }
        return total;
    }

    private void requireEqual(RegistryTable table, TableDigest original, TableDigest copy) {
        if (!original.isOfTheSameRows(copy)) {
            throw new StoreException(
                    ErrorCode.STORE_FAILED,
                    "the copy in " + shown + " is not equal to the original in the table " + table.sqlName() + " ("
                            + original.rows() + " rows, and " + copy.rows()
                            + " read back), so it was undone; check who else writes to it, and try again");
        }
    }

    /** Tells every so many rows. */
    private static final class Steps implements Runnable {
        private static final int LENGTH = 500;

        private final CopyProgress progress;
        private final long total;
        private long done;

        Steps(CopyProgress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        @Override
        public void run() {
            done++;
            if (done % LENGTH == 0 || done == total) {
                progress.at(done, total);
            }
        }
    }
}
