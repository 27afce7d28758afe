package dev.schemaregistry.connector.sqlite;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.BoundedDryRunner;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.ReadRunner;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.ValueProfiler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One SQLite file. Opens it for each reading and closes it again. */
final class SqliteConnector implements SourceConnector {
    private static final CatalogQuery SCHEMA = CatalogQuery.of("fingerprint.sql");
    private static final String ALGORITHM = "sqlite-schema1";

    private final SourceId id;
    private final SqliteFile file;
    private final DryRunner dryRuns;
    private final AtomicBoolean closed = new AtomicBoolean();

    SqliteConnector(SourceId id, SqliteFile file) {
        this.id = requireNonNull(id, "id");
        this.file = requireNonNull(file, "file");
        dryRuns = new BoundedDryRunner(new SqliteDryRunner(file));
    }

    @Override
    public Snapshot discover() {
        requireOpen();
        return file.read(
                "reading the schema", file.queryTimeout(), connection -> new SnapshotReader(connection).read());
    }

    @Override
    public Fingerprint fingerprint() {
        requireOpen();
        return file.read("reading the fingerprint", file.queryTimeout(), connection -> {
            MessageDigest digest = sha256();
            SCHEMA.forEach(connection, row -> {
                for (String column : List.of("type", "name", "tbl_name", "sql")) {
                    update(digest, row.find(column));
                }
            });
            return new Fingerprint(ALGORITHM, HexFormat.of().formatHex(digest.digest()));
        });
    }

    @Override
    public Optional<DryRunner> dryRunner() {
        return Optional.of(dryRuns);
    }

    @Override
    public Optional<ReadRunner> readRunner() {
        return Optional.of(new SqliteReadRunner(file));
    }

    @Override
    public Optional<ValueProfiler> valueProfiler() {
        return Optional.of(this::profile);
    }

    private List<ValueCounts> profile(Table table, List<String> fields, ProfileLimits limits) {
        requireOpen();
        Duration usual = file.queryTimeout();
        Duration timeout = usual.compareTo(limits.timeout()) < 0 ? usual : limits.timeout();
        return file.read(
                "looking at values", timeout, connection -> new ValueReader(connection, limits).read(table, fields));
    }

    @Override
    public void close() {
        closed.set(true);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, "the connector of source \"" + id + "\" is closed; open a new one");
        }
    }

    /** With its length before it, so that no two rows run into each other. */
    private static void update(MessageDigest digest, Optional<String> text) throws SQLException {
        byte[] bytes = text.orElse("").getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + (text.isPresent() ? ":" : "-")).getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() throws SQLException {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new SQLException("this Java runtime has no SHA-256", e);
        }
    }
}
