package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.RegistryBackup.Existing;
import dev.schemaregistry.store.jdbc.RegistryBackup.Restored;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A backup is whole whatever happens meanwhile, and what it is restored over is never lost. */
class RegistryBackupTest {
    private static final SecretResolver NO_SECRETS = reference -> {
        throw new IllegalStateException("no secret is needed");
    };
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00.5Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file;
    private Path backup;

    @BeforeEach
    void name() {
        file = folder.resolve("registry.db");
        backup = folder.resolve("kept").resolve("backup.db");
    }

    @Test
    void aBackupIsTakenWhileAnotherProcessWrites() throws IOException {
        try (ChildProcess child = ChildProcess.start(
                        folder.resolve("errors.txt"),
                        List.of(),
                        ChildWriter.class,
                        file.toString(),
                        "shop",
                        "1000000");
                BufferedReader output = child.output()) {
            for (int round = 0; round < 5; round++) {
                long acknowledged = 0;
                for (int i = 0; i < 10; i++) {
                    acknowledged = Long.parseLong(output.readLine());
                }
                Path each = folder.resolve("backup" + round + ".db");
                Soundness found = take(file.toString(), each);
                assertThat(found.findings()).isEmpty();
                assertThat(found.versions()).isGreaterThanOrEqualTo(2 * acknowledged);
                assertThat(child.process().isAlive()).isTrue();
            }
        }
    }

    @Test
    void aBackupHoldsEverythingAndIsOneFile() throws Exception {
        Map<String, List<String>> before = filled();
        assertThat(take(file.toString(), backup).isSound()).isTrue();
        assertThat(dump(backup)).isEqualTo(before);
        assertThat(names(backup.getParent())).containsExactly("backup.db");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyTheOwnerMayReadIt() throws Exception {
        filled();
        take(file.toString(), backup);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatOnlyTheLogHoldsIsInTheBackup() throws Exception {
        try (RegistryStore store = open(file)) {
            fill(store, SHOP, table("orders"));
            take(file.toString(), backup);
        }
        try (RegistryStore copy = open(backup)) {
            assertThat(copy.listTableNames(SHOP)).hasSize(1);
        }
    }

    @Test
    void aBackupReplacesNoFile() throws Exception {
        filled();
        Files.createDirectories(backup.getParent());
        Files.writeString(backup, "a letter");
        assertRefused(ErrorCode.INVALID_ARGUMENT, "there is a file", () -> take(file.toString(), backup));
        assertThat(backup).hasContent("a letter");
        Path nothing = folder.resolve("nothing.db");
        assertRefused(
                ErrorCode.INVALID_ARGUMENT, "no file", () -> take(nothing.toString(), folder.resolve("other.db")));
        assertThat(folder.resolve("other.db")).doesNotExist();
    }

    @Test
    void anOlderRegistryIsBackedUpAsItIs() throws Exception {
        filled();
        sql(file, "UPDATE registry_meta SET value = '4' WHERE name = 'schema_version'");
        sql(file, "PRAGMA user_version = 4");
        assertThat(take(file.toString(), backup).tablesVersion()).isEqualTo("4");
    }

    @Test
    void aBackupOfPostgresIsAFileAndGoesBack() throws Exception {
        filled();
        EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
        String url = server.createDatabase().uri("postgres");
        RegistryCopy.copy(file.toString(), url, NO_SECRETS, CopyProgress.UNHEARD);

        assertThat(take(url, backup).isSound()).isTrue();
        assertThat(dump(backup)).isEqualTo(dump(file));

        EmbeddedPostgresServer.Database empty = server.createDatabase();
        restore(backup, empty.uri("postgres"), Existing.REFUSE);
        try (Connection connection = empty.connect()) {
            assertThat(RegistryDump.of(connection)).isEqualTo(dump(file));
        }
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "content already",
                () -> restore(backup, empty.uri("postgres"), Existing.REFUSE));
        assertRefused(
                ErrorCode.UNSUPPORTED,
                "?currentSchema=",
                () -> restore(backup, empty.uri("postgres"), Existing.KEEP_ASIDE));
    }

    @Test
    void aRestoredRegistryIsTheBackupAndLives() throws Exception {
        filled();
        take(file.toString(), backup);
        Path restored = folder.resolve("new").resolve("registry.db");
        assertThat(restore(backup, restored.toString(), Existing.REFUSE).aside())
                .isEmpty();
        assertThat(dump(restored)).isEqualTo(dump(file));
        assertThat(journal(restored)).isEqualTo("wal");
        try (RegistryStore store = open(restored)) {
            store.putSource(source(new SourceId("late")));
        }
        assertThat(dump(backup)).isEqualTo(dump(file));
    }

    @Test
    void aBackupThatIsUsedAsItIsGetsALog() throws Exception {
        filled();
        take(file.toString(), backup);
        assertThat(journal(backup)).isEqualTo("delete");
        open(backup).close();
        assertThat(journal(backup)).isEqualTo("wal");
    }

    @Test
    void aRegistryIsReplacedOnDemandOnlyAndKeptAside() throws Exception {
        filled();
        take(file.toString(), backup);
        try (RegistryStore store = open(file)) {
            store.putSource(source(new SourceId("late")));
        }
        Map<String, List<String>> newer = dump(file);
        assertRefused(
                ErrorCode.INVALID_ARGUMENT, "there is a file", () -> restore(backup, file.toString(), Existing.REFUSE));
        assertThat(dump(file)).isEqualTo(newer);

        Path aside =
                restore(backup, file.toString(), Existing.KEEP_ASIDE).aside().orElseThrow();
        assertThat(aside).hasFileName("registry.db.replaced-20260301T120000500Z");
        assertThat(dump(file)).isEqualTo(dump(backup));
        assertThat(dump(aside)).isEqualTo(newer);
        open(aside).close();
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "kept", "registry.db", aside.getFileName().toString());
    }

    @Test
    void aRegistryThatIsOpenIsNotReplaced() throws Exception {
        filled();
        take(file.toString(), backup);
        Map<String, List<String>> before = dump(file);
        try (RegistryStore store = open(file)) {
            assertThat(store.listSources()).isNotEmpty();
            assertRefused(
                    ErrorCode.STORE_BUSY,
                    "another program has it open",
                    () -> restore(backup, file.toString(), Existing.KEEP_ASIDE));
            store.audit(new dev.schemaregistry.spi.AuditEntry(NOON.instant(), "cli:alice", "test", "s", "goes on"));
        }
        assertThat(dump(file).get("events")).isEqualTo(before.get("events"));
        assertThat(names(folder)).containsExactlyInAnyOrder("kept", "registry.db");
    }

    @Test
    void aDamagedRegistryIsReplacedWithItsLog() throws Exception {
        filled();
        take(file.toString(), backup);
        byte[] damaged = "damaged ".repeat(2000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(file, damaged);
        Files.write(folder.resolve("registry.db-wal"), damaged);
        Path aside =
                restore(backup, file.toString(), Existing.KEEP_ASIDE).aside().orElseThrow();
        assertThat(Files.readAllBytes(aside)).isEqualTo(damaged);
        assertThat(aside.resolveSibling(aside.getFileName() + "-wal")).exists();
        assertThat(dump(file)).isEqualTo(dump(backup));
    }

    @Test
    void whatIsNoSoundBackupIsNotRestored() throws Exception {
        filled();
        take(file.toString(), backup);
        byte[] whole = Files.readAllBytes(backup);
        byte[] newer = whole.clone();
        newer[63] = 77;
        Map<ErrorCode, byte[]> files = Map.of(
                ErrorCode.STORE_EMPTY,
                new byte[0],
                ErrorCode.STORE_FOREIGN,
                "a letter".repeat(99).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                ErrorCode.STORE_CORRUPT,
                Arrays.copyOf(whole, whole.length / 2),
                ErrorCode.STORE_NEWER,
                newer);
        Map<String, List<String>> before = dump(file);
        for (Map.Entry<ErrorCode, byte[]> each : files.entrySet()) {
            Files.write(backup, each.getValue());
            for (Path target : List.of(file, folder.resolve("new.db"))) {
                assertRefused(
                        each.getKey(),
                        backup.toString(),
                        () -> restore(backup, target.toString(), Existing.KEEP_ASIDE));
            }
            assertThat(Files.readAllBytes(backup)).isEqualTo(each.getValue());
        }
        assertThat(dump(file)).isEqualTo(before);
        assertThat(folder.resolve("new.db")).doesNotExist();
    }

    @Test
    void aBackupThatContradictsItselfIsNotRestored() throws Exception {
        filled();
        take(file.toString(), backup);
        sql(backup, "UPDATE event_counter SET last_sequence = 1");
        assertRefused(
                ErrorCode.STORE_CORRUPT,
                "the counter of the event log is behind",
                () -> restore(backup, file.toString(), Existing.KEEP_ASIDE));
        assertThat(names(folder)).containsExactlyInAnyOrder("kept", "registry.db");
    }

    @Test
    void whatIsWrongInARegistryDoesNotKeepItFromBeingBackedUp() throws Exception {
        filled();
        sql(file, "UPDATE event_counter SET last_sequence = 1");
        assertThat(take(file.toString(), backup).findings()).isNotEmpty();
        assertThat(backup).exists();
    }

    private Map<String, List<String>> filled() throws SQLException {
        try (RegistryStore store = open(file)) {
            fill(store, SHOP, table("orders"), table("customers"));
            RandomRegistry.fill(store, 11, 60);
        }
        return dump(file);
    }

    private static Soundness take(String registry, Path backup) {
        return RegistryBackup.take(registry, backup, NO_SECRETS, CopyProgress.UNHEARD);
    }

    private static Restored restore(Path backup, String registry, Existing existing) {
        return RegistryBackup.restore(backup, registry, existing, NO_SECRETS, NOON, CopyProgress.UNHEARD);
    }

    private static RegistryStore open(Path file) {
        return RegistryStores.open(file.toString(), Clock.systemUTC());
    }

    private static void assertRefused(ErrorCode code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(reason);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String journal(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return new Session(connection)
                    .find(row -> row.getString(1), "PRAGMA journal_mode")
                    .orElseThrow();
        }
    }

    private static Map<String, List<String>> dump(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return RegistryDump.of(connection);
        }
    }

    private static void sql(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
