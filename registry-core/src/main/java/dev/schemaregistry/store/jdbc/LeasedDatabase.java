package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.Watch;

/** A database on which each writing transaction first sees to it that a lease is still held. Another's to close. */
record LeasedDatabase(Database database, Lease lease) implements Database {
    @Override
    public <T> T read(Work<T> work) {
        return database.read(work);
    }

    @Override
    public <T> T snapshot(Work<T> work) {
        return database.snapshot(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return database.write(session -> {
            LeaseRows.hold(session, lease);
            return work.run(session);
        });
    }

    @Override
    public String now() {
        return database.now();
    }

    @Override
    public void announce() {
        database.announce();
    }

    @Override
    public Watch watch(Runnable hint) {
        return database.watch(hint);
    }

    @Override
    public void close() {
        // whoever opened the database closes it
    }
}
