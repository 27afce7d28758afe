package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.spi.RegistryStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a sound registry is refused with the reason, and stays as it is, byte for byte. */
class SqliteRefusalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("registry.db");
    }

    @Test
    void anEmptyFile() throws IOException {
        Files.createFile(file);
        assertRefused(ErrorCode.STORE_EMPTY, "has no bytes");
    }

    @Test
    void aFileOfAnotherKind() throws IOException {
        Files.writeString(file, "name,total\nAda,3\n".repeat(20));
        assertRefused(ErrorCode.STORE_FOREIGN, "not a SQLite file");
        Files.writeString(file, "x");
        assertRefused(ErrorCode.STORE_FOREIGN, "not a SQLite file");
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FOREIGN))
                .hasMessageContaining("not a file");
    }

    @Test
    void theDatabaseOfAnotherApplication() throws SQLException, IOException {
        sql("CREATE TABLE data_sources (id TEXT)", "PRAGMA application_id = 77");
        assertRefused(ErrorCode.STORE_FOREIGN, "another application (application_id 77)");
    }

    @Test
    void aFileCutShort() throws IOException {
        sound();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(ErrorCode.STORE_CORRUPT, "cut short");
        Files.write(file, Arrays.copyOf(bytes, 50));
        assertRefused(ErrorCode.STORE_CORRUPT, "ends inside its header");
    }

    @Test
    void damagedPages() throws IOException {
        sound();
        scribble(2);
        assertRefused(ErrorCode.STORE_CORRUPT, "damaged");
    }

    @Test
    void damagedPagesWithALogThatACrashLeft() throws Exception {
        crashed();
        scribble(2);
        byte[] log = Files.readAllBytes(log());
        assertThat(log).isNotEmpty();
        assertRefused(ErrorCode.STORE_CORRUPT, "damaged");
        assertThat(Files.readAllBytes(log())).isEqualTo(log);
    }

    @Test
    void aNewerRegistry() throws Exception {
        sound();
        sql("PRAGMA user_version = 7");
        assertRefused(ErrorCode.STORE_NEWER, "version 7");
        sql("PRAGMA user_version = 1", "UPDATE registry_meta SET value = '8' WHERE name = 'schema_version'");
        assertRefused(ErrorCode.STORE_NEWER, "version 8");
    }

    @Test
    void aRegistryWithoutItsTables() throws Exception {
        sound();
        sql("DROP TABLE registry_meta");
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("registry_meta");
    }

    @Test
    void aDamagedSchemaIsNamedWhenItIsRead() throws Exception {
        sound();
        sql("UPDATE table_versions SET schema_json = '{\"name\":' WHERE table_name = 't3'");
        try (RegistryStore store = open()) {
            assertThatThrownBy(() -> store.findTable(dev.schemaregistry.model.TableRef.of("shop", "t3")))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                    .hasMessageContaining("not JSON");
        }
    }

    @Test
    void anAddressThatIsNoFile() {
        for (String url : List.of(
                "",
                "sqlite:",
                "sqlite::memory:",
                "jdbc:sqlite:file:x?mode=memory",
                "a.db?cache=shared",
                "mysql://root:hunter2@h/db",
                "sqlite:mongodb+srv://h/db")) {
            assertThatThrownBy(() -> RegistryStores.open(url, Clock.systemUTC()))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_URI))
                    .hasMessageNotContaining("hunter2");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private void assertRefused(ErrorCode code, String reason) throws IOException {
        byte[] before = Files.readAllBytes(file);
        List<String> names = names();
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(names()).isEqualTo(names);
    }

    private RegistryStore open() {
        return RegistryStores.open(file.toString(), Clock.systemUTC());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void sound() {
        try (RegistryStore store = open()) {
            fill(
                    store,
                    SHOP,
                    IntStream.range(0, 40).mapToObj(i -> table("t" + i)).toArray(Table[]::new));
        }
    }

    /** The file and its log as a process leaves them that ends without closing: copied away while it is open. */
    private void crashed() throws IOException {
        Path live = folder.resolve("live.db");
        try (RegistryStore store = RegistryStores.open(live.toString(), Clock.systemUTC())) {
            fill(
                    store,
                    SHOP,
                    IntStream.range(0, 40).mapToObj(i -> table("t" + i)).toArray(Table[]::new));
            Files.copy(live, file);
            Files.copy(folder.resolve("live.db-wal"), log());
            Files.copy(
                    folder.resolve("live.db-shm"),
                    folder.resolve("registry.db-shm"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path log() {
        return folder.resolve("registry.db-wal");
    }

    /** Overwrites most of a page other than the first. */
    private void scribble(int page) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(4096L * page);
            bytes.write("damaged ".repeat(400).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
