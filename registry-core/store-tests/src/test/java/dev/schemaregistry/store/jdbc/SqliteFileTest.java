package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.store.jdbc.SqliteDatabase.SqliteLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a store in a file promises. */
class SqliteFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("some where").resolve("registry.db");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerMayReadIt() throws IOException {
        try (RegistryStore store = open(SqliteLimits.DEFAULT)) {
            fill(store, SHOP, table("orders"));
            try (Stream<Path> files = Files.list(file.getParent())) {
                List<Path> all = files.toList();
                assertThat(all)
                        .extracting(path -> path.getFileName().toString())
                        .containsExactlyInAnyOrder("registry.db", "registry.db-wal", "registry.db-shm");
                for (Path each : all) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------");
                }
            }
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void everyCommitIsFlushedToDisk() {
        int full = 2;
        try (SqliteDatabase database = SqliteDatabase.open(new SqliteFile(file), SqliteLimits.DEFAULT)) {
            assertThat(database.<String>write(session -> session.find(row -> row.getString(1), "PRAGMA journal_mode")
                            .orElseThrow()))
                    .isEqualTo("wal");
            assertThat(database.<Integer>write(session -> session.find(row -> row.getInt(1), "PRAGMA synchronous")
                            .orElseThrow()))
                    .isEqualTo(full);
            assertThat(database.<Integer>write(session -> session.find(row -> row.getInt(1), "PRAGMA foreign_keys")
                            .orElseThrow()))
                    .isEqualTo(1);
        }
    }

    @Test
    void aFailedEventTakesItsVersionWithIt() throws SQLException {
        try (RegistryStore store = open(SqliteLimits.DEFAULT)) {
            DataSource before = fill(store, SHOP, table("orders"));
            sql("CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no events today'); END");
            assertThatThrownBy(() -> store.commit(commit(before, added(SHOP, table("customers")))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED))
                    .hasMessageContaining("no events today");
            assertThatThrownBy(() -> store.putSource(source(new SourceId("other"))))
                    .isInstanceOf(StoreException.class);
            assertThat(store.listSources()).containsExactly(before);
            assertThat(store.listTableNames(SHOP)).hasSize(1);
            assertThat(store.lastSequence()).isEqualTo(2);

            sql("DROP TRIGGER broken");
            store.commit(commit(before, added(SHOP, table("customers"))));
            assertThat(store.events(2, 10)).hasSize(1);
        }
    }

    @Test
    void aFullDiskFailsTheWriteAndNothingElse() {
        try (RegistryStore store = open(new SqliteLimits(Duration.ofSeconds(5), OptionalInt.of(120)))) {
            DataSource before = fill(store, SHOP, table("orders"));
            SourceCommit large = commit(
                    before,
                    IntStream.range(0, 500)
                            .mapToObj(i -> added(SHOP, table("t" + i)))
                            .toArray(SourceCommit.Write[]::new));
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> store.commit(large))
                        .isInstanceOfSatisfying(
                                StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FULL))
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining("disk is full")
                        .hasMessageContaining("make room");
            }
            assertThat(store.listTableNames(SHOP)).hasSize(1);
            store.commit(commit(before, added(SHOP, table("small"))));
            assertThat(store.listTableNames(SHOP)).hasSize(2);
        }
    }

    @Test
    void aDiskThatHasRoomAgainIsWrittenToWithoutARestart() {
        SourceId large = new SourceId("large");
        try (RegistryStore store = open(new SqliteLimits(Duration.ofSeconds(5), OptionalInt.of(200)))) {
            fill(
                    store,
                    large,
                    IntStream.range(0, 40).mapToObj(i -> table("t" + i)).toArray(Table[]::new));
            DataSource shop = fill(store, SHOP, table("orders"));
            int written = 0;
            Optional<StoreException> full = Optional.empty();
            while (full.isEmpty()) {
                try {
                    shop = store.findSource(SHOP).orElseThrow();
                    store.commit(commit(shop, added(SHOP, table("t" + written))));
                    written++;
                } catch (StoreException refused) {
                    full = Optional.of(refused);
                }
            }
            assertThat(full.orElseThrow().code()).isEqualTo(ErrorCode.STORE_FULL);
            assertThat(store.listTables(SHOP)).hasSize(1 + written);
            assertThat(store.events(0, 10_000)).hasSize(43 + written);

            store.removeSource(large, NOON);

            store.commit(commit(shop, added(SHOP, table("again"))));
            assertThat(store.listTables(SHOP)).hasSize(2 + written);
        }
    }

    @Test
    void aWriterWaitsForAnotherProcessAndThenSaysSoWhileReadersGoOn() throws SQLException {
        try (RegistryStore store = open(new SqliteLimits(Duration.ofMillis(200), OptionalInt.empty()));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            fill(store, SHOP, table("orders"));
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.audit(entry("refused")))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY))
                    .hasMessageContaining("another process");
            assertThat(store.listTableNames(SHOP)).hasSize(1);
            statement.execute("ROLLBACK");
            store.audit(entry("accepted"));
            assertThat(store.listAudit(10)).extracting(AuditEntry::detail).containsExactly("accepted");
        }
    }

    @Test
    void pagesDamagedAfterOpeningAreReportedAsSuch() throws IOException {
        try (RegistryStore store = open(SqliteLimits.DEFAULT)) {
            fill(
                    store,
                    SHOP,
                    IntStream.range(0, 200).mapToObj(i -> table("t" + i)).toArray(Table[]::new));
        }
        long size = Files.size(file);
        try (RegistryStore store = open(SqliteLimits.DEFAULT)) {
            try (java.io.RandomAccessFile bytes = new java.io.RandomAccessFile(file.toFile(), "rw")) {
                for (long page = 2; page * 4096 < size; page++) {
                    bytes.seek(page * 4096);
                    bytes.write(new byte[] {9, 9, 9, 9, 9, 9, 9, 9});
                }
            }
            assertThatThrownBy(() -> store.listTables(SHOP))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                    .hasMessageContaining("damaged");
        }
    }

    private RegistryStore open(SqliteLimits limits) {
        return new JdbcRegistryStore(SqliteDatabase.open(new SqliteFile(file), limits), Clock.systemUTC());
    }

    private static AuditEntry entry(String detail) {
        return new AuditEntry(NOON, "cli:alice", "test", "shop", detail);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement each = connection.createStatement()) {
            each.execute(statement);
        }
    }
}
