package dev.schemaregistry.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rows of {@code leases}. */
record LeaseRows(Database database) implements LeaseBook {
    LeaseRows {
        requireNonNull(database, "database");
    }

    @Override
    public Optional<Lease> take(String name, String owner, Duration length) {
        return database.write(
                session -> session.find(LeaseRows::read, timed(Statements.TAKE_LEASE), name, owner, length.toMillis()));
    }

    @Override
    public List<Lease> renew(String owner, Duration length) {
        return sorted(database.write(
                session -> session.list(LeaseRows::read, timed(Statements.RENEW_LEASES), length.toMillis(), owner)));
    }

    @Override
    public void release(Lease lease) {
        database.write(session -> session.update(Statements.RELEASE_LEASE, lease.name(), lease.owner(), lease.term()));
    }

    @Override
    public List<Lease> held() {
        return sorted(database.read(session -> session.list(LeaseRows::read, timed(Statements.HELD_LEASES))));
    }

    /** Keeps others from taking the lease until the end of the transaction. */
    static void hold(Session session, Lease lease) throws SQLException {
        if (session.update(Statements.HOLD_LEASE, lease.name(), lease.owner(), lease.term()) == 0) {
            throw new ConflictException(
                    ErrorCode.LEASE_LOST,
                    "the lease \"" + lease.name() + "\" of node \"" + lease.owner() + "\" has ended (term "
                            + lease.term() + "), so nothing was written; the node that has it now does the work");
        }
    }

    private String timed(String statement) {
        return statement.replace("{now}", database.now());
    }

    private static List<Lease> sorted(List<Lease> leases) {
        return leases.stream().sorted(Comparator.comparing(Lease::name)).toList();
    }

    private static Lease read(ResultSet row) throws SQLException {
        return new Lease(
                Columns.text(row, "name"),
                Columns.text(row, "owner"),
                row.getLong("term"),
                Columns.instant(row, "expires_at"));
    }
}
