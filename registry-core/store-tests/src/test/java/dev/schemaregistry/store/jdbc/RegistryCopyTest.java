package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.store.jdbc.RegistryCopy.Copied;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole registry goes from one place to another and is the same there, or it does not go. */
class RegistryCopyTest {
    private static final SecretResolver NO_SECRETS = reference -> {
        throw new IllegalStateException("no secret is needed");
    };

    @TempDir
    Path folder;

    private EmbeddedPostgresServer.Database database;
    private Path file;

    @BeforeEach
    void name() throws SQLException {
        database = EmbeddedPostgresServer.shared().createDatabase();
        file = folder.resolve("registry.db");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRegistryIsTheSameOnPostgresAndBack(long seed) throws SQLException {
        try (RegistryStore store = open(file)) {
            RandomRegistry.fill(store, seed, 120);
        }
        Map<String, List<String>> original = dump(file);
        assertThat(original.get("table_versions")).isNotEmpty();

        Copied there = copy(file.toString(), server());
        Path back = folder.resolve("new folder").resolve("back.db");
        Copied again = copy(server(), back.toString());

        assertThat(dump(file)).isEqualTo(original);
        assertThat(dump(back)).isEqualTo(original);
        assertThat(again).isEqualTo(there);
        assertThat(there.rows().get("events")).isEqualTo(original.get("events").size());
        try (Connection connection = database.connect()) {
            assertThat(RegistryDump.of(connection)).isEqualTo(original);
        }
        assertThat(Soundness.check(server(), NO_SECRETS).findings()).isEmpty();
        assertThat(Soundness.check(back.toString(), NO_SECRETS).findings()).isEmpty();
        assertThat(back.getParent()).isDirectoryNotContaining("glob:**.new*");
    }

    @Test
    void aCopyGoesOnWhereTheOriginalWas() throws SQLException {
        try (RegistryStore store = open(file)) {
            RandomRegistry.fill(store, 5, 60);
        }
        copy(file.toString(), server());
        for (String url : List.of(file.toString(), server())) {
            try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC())) {
                RandomRegistry.fill(store, 6, 60);
            }
        }
        try (Connection connection = database.connect()) {
            assertThat(RegistryDump.of(connection)).isEqualTo(dump(file));
        }
    }

    @Test
    void everyTableOfTheMigrationsIsKnown() throws SQLException {
        open(file).close();
        RegistryStores.open(server(), Clock.systemUTC()).close();
        try (Connection ofFile = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection ofServer = database.connect()) {
            assertThat(RegistryTable.allNames())
                    .containsExactlyInAnyOrderElementsOf(RegistryDump.tables(ofFile))
                    .containsExactlyInAnyOrderElementsOf(RegistryDump.tables(ofServer));
        }
    }

    @Test
    void whatIsWrittenMeanwhileIsNotInTheCopyWhichSaysSo() throws SQLException {
        fillLarge();
        AtomicBoolean written = new AtomicBoolean();
        try (RegistryStore store = open(file)) {
            long before = store.lastSequence();
            Copied copied = RegistryCopy.copy(file.toString(), server(), NO_SECRETS, (done, total) -> {
                if (written.compareAndSet(false, true)) {
                    store.putSource(source(new SourceId("late")));
                }
            });
            assertThat(written).isTrue();
            assertThat(copied.lastSequence()).isEqualTo(before);
            assertThat(copied.later()).isOne();
        }
        assertThat(Soundness.check(server(), NO_SECRETS).findings()).isEmpty();
        try (RegistryStore copy = RegistryStores.open(server(), Clock.systemUTC())) {
            assertThat(copy.findSource(new SourceId("late"))).isEmpty();
        }
    }

    @Test
    void progressGoesUpToItsTotal() {
        fillLarge();
        List<Long> shares = new ArrayList<>();
        Copied copied = RegistryCopy.copy(file.toString(), server(), NO_SECRETS, (done, total) -> {
            assertThat(done).isPositive().isLessThanOrEqualTo(total);
            shares.add(done);
        });
        assertThat(shares).isSorted().hasSizeGreaterThan(2).endsWith(2 * copied.total());
    }

    @Test
    void emptyTablesAreATarget() throws SQLException {
        fillLarge();
        RegistryStores.open(server(), Clock.systemUTC()).close();
        copy(file.toString(), server());
        Path other = folder.resolve("other.db");
        open(other).close();
        copy(server(), other.toString());
        assertThat(dump(other)).isEqualTo(dump(file));
    }

    @Test
    void aTargetWithContentIsRefusedAndLeft() throws SQLException {
        fillLarge();
        Path other = folder.resolve("other.db");
        for (String url : List.of(other.toString(), server())) {
            try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC())) {
                store.putPosition("index", 0);
            }
            assertRefused(ErrorCode.INVALID_ARGUMENT, "content already", () -> copy(file.toString(), url));
            try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC())) {
                assertThat(store.lastSequence()).isZero();
                assertThat(store.listSources()).isEmpty();
                store.putSource(source(SHOP));
            }
            assertRefused(ErrorCode.INVALID_ARGUMENT, "content already", () -> copy(file.toString(), url));
        }
        assertRefused(ErrorCode.INVALID_ARGUMENT, "content already", () -> copy(file.toString(), file.toString()));
    }

    @Test
    void aFileOfAnotherKindIsNoTarget() throws IOException {
        fillLarge();
        Path other = Files.writeString(folder.resolve("letter.txt"), "dear reader");
        assertThatThrownBy(() -> copy(file.toString(), other.toString())).isInstanceOf(StoreException.class);
        assertThat(other).hasContent("dear reader");
    }

    @Test
    void whereThereIsNoRegistryThereIsNothingToCopy() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, "no file", () -> copy(file.toString(), server()));
        assertThatThrownBy(() -> copy(server(), file.toString()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_EMPTY));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anOlderRegistryIsNotCopiedAndNotUpgraded() throws SQLException {
        fillLarge();
        sql(file, "PRAGMA user_version = 4", "UPDATE registry_meta SET value = '4' WHERE name = 'schema_version'");
        Map<String, List<String>> before = dump(file);
        assertRefused(ErrorCode.UNSUPPORTED, "version 4", () -> copy(file.toString(), server()));
        assertThat(dump(file)).isEqualTo(before);
    }

    @Test
    void aCopyThatDiffersIsUndone() throws SQLException {
        fillLarge();
        Path other = folder.resolve("other.db");
        open(other).close();
        sql(
                other,
                "CREATE TRIGGER odd AFTER INSERT ON table_versions WHEN NEW.table_name = 't7' BEGIN "
                        + "UPDATE table_versions SET created_at = created_at + 1 WHERE table_name = 't7'; END");
        assertThatThrownBy(() -> copy(file.toString(), other.toString()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not equal")
                .hasMessageContaining("table_versions");
        try (RegistryStore store = open(other)) {
            assertThat(store.listSources()).isEmpty();
            assertThat(store.lastSequence()).isZero();
        }
    }

    @Test
    void aTextThatPostgresCannotKeepIsNamed() {
        try (RegistryStore store = open(file)) {
            store.putSource(source(SHOP));
            store.putHealth(
                    SHOP,
                    store.findSource(SHOP)
                            .orElseThrow()
                            .health()
                            .failed(dev.schemaregistry.testkit.StoreSamples.NOON, "a\u0000b"));
        }
        assertThatThrownBy(() -> copy(file.toString(), server())).hasMessageContaining("U+0000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 100})
    void aKilledCopyLeavesNothing(int percent) throws Exception {
        fillLarge();
        Path other = folder.resolve("other.db");
        for (String url : List.of(server(), other.toString())) {
            copyAndKill(url, percent);
        }
        assertThat(other).doesNotExist();
        assertThat(copy(file.toString(), server()).total()).isPositive();
        assertThat(copy(server(), other.toString()).total()).isPositive();
        assertThat(dump(other)).isEqualTo(dump(file));
    }

    private void copyAndKill(String url, int percent) throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(
                        folder.resolve("errors.txt"),
                        List.of(),
                        ChildCopier.class,
                        file.toString(),
                        url,
                        Integer.toString(percent));
                BufferedReader output = child.output()) {
            assertThat(output.readLine()).as(() -> "see " + child.errors()).isEqualTo("here");
            child.kill();
        }
    }

    private void fillLarge() {
        try (RegistryStore store = open(file)) {
            fill(
                    store,
                    SHOP,
                    IntStream.range(0, 300).mapToObj(i -> table("t" + i)).toArray(Table[]::new));
            assertThat(store.findTable(TableRef.of("shop", "t7"))).isPresent();
        }
    }

    private String server() {
        return database.uri("postgres");
    }

    private static Copied copy(String from, String to) {
        return RegistryCopy.copy(from, to, NO_SECRETS, CopyProgress.UNHEARD);
    }

    private static RegistryStore open(Path file) {
        return RegistryStores.open(file.toString(), Clock.systemUTC());
    }

    private static Map<String, List<String>> dump(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return RegistryDump.of(connection);
        }
    }

    private static void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void assertRefused(ErrorCode code, String reason, ThrowingCallable copying) {
        assertThatThrownBy(copying)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(reason);
    }
}
