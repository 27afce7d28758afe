package dev.schemaregistry.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One statement with many sets of arguments, sent a thousand at a time, or fewer where they are long. Confined to one thread. */
final class Batch implements AutoCloseable {
    /** For statements that write a row or throw. */
    static final IntConsumer ALWAYS_WRITES = place -> {};

    private static final int SIZE = 1000;
    /** In characters of text. */
    private static final long LONG = 4L << 20;

    private final PreparedStatement statement;
    private int waiting;
    private int sent;
    private long length;

    Batch(PreparedStatement statement) {
        this.statement = statement;
    }

    void add(IntConsumer onNothingWritten, @Nullable Object... arguments) throws SQLException {
        Session.bind(statement, arguments);
        statement.addBatch();
        waiting++;
        for (Object argument : arguments) {
            length += argument instanceof String text ? text.length() : 0;
        }
        if (waiting == SIZE || length > LONG) {
            flush(onNothingWritten);
        }
    }

    /** Sends what waits; {@code onNothingWritten} gets the place, from 0, of each set of arguments that wrote no row. */
    void flush(IntConsumer onNothingWritten) throws SQLException {
        int[] counts = waiting == 0 ? new int[0] : statement.executeBatch();
        int first = sent;
        sent += waiting;
        waiting = 0;
        length = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                onNothingWritten.accept(first + i);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
