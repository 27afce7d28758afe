package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.Watch;
import java.sql.SQLException;

/**
 * One open database: hands out sessions and names failures. Thread-safe.
 *
 * <p>Work may run more than once when another writer was in the way, so it must not change anything but the database.
 */
interface Database extends AutoCloseable {
    /** Reads one statement's worth of one moment. */
    <T> T read(Work<T> work);

    /** Reads many statements' worth of one moment, while others may write. For long readings: nothing is kept of them. */
    <T> T snapshot(Work<T> work);

    /** Writes in one transaction that is durable when this returns; an exception undoes all of it. */
    <T> T write(Work<T> work);

    /** SQL for the time by the database's clock, in Unix epoch milliseconds. */
    String now();

    /** Events were written by a transaction that is over: whoever watches may look. */
    void announce();

    /** As {@link dev.schemaregistry.spi.RegistryStore#watchEvents}. */
    Watch watch(Runnable hint);

    @Override
    void close();

    /** What is done with a session. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }
}
