package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.SourceConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteFileTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsAnErrorAndNotMade() {
        Path missing = folder.resolve("missing.db");
        assertRefused(missing, ErrorCode.SOURCE_UNREACHABLE, "no such file");
        assertThat(missing).doesNotExist();
    }

    @Test
    void anEmptyFileIsNoDatabase() throws Exception {
        assertRefused(Files.createFile(folder.resolve("empty.db")), ErrorCode.SOURCE_FAILED, "0 bytes");
    }

    @Test
    void aFileOfAnotherKindIsNamedAsSuchAndNotShown() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "c4n4ry: not for others to see");
        assertRefused(text, ErrorCode.SOURCE_FAILED, "not a SQLite database");
        assertThatThrownBy(() -> fingerprint(text)).hasMessageNotContaining("c4n4ry");
    }

    @Test
    void aFolderIsNoDatabase() {
        assertRefused(folder, ErrorCode.SOURCE_FAILED, "not a file");
    }

    @Test
    void aTornFileIsAnErrorOfTheSource() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            byte[] bytes = Files.readAllBytes(source.file());
            java.util.Arrays.fill(bytes, 100, bytes.length, (byte) 0x5A);
            assertRefused(Files.write(folder.resolve("torn.db"), bytes), ErrorCode.SOURCE_FAILED, "malformed");
        }
    }

    @Test
    void readingADatabaseWithAWriteAheadLogLeavesNoFilesBehind() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            source.execute("PRAGMA journal_mode = WAL", "CREATE TABLE later (a)");
            String before = source.everything();
            assertThat(fingerprint(source.file())).isNotNull();
            assertThat(source.everything()).isEqualTo(before);
        }
    }

    @Test
    void whatAWriterHasInItsLogIsSeen() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            source.execute("PRAGMA journal_mode = WAL");
            Fingerprint before = fingerprint(source.file());
            try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + source.file());
                    Statement statement = writer.createStatement()) {
                statement.execute("CREATE TABLE later (a)");
                assertThat(fingerprint(source.file())).isNotEqualTo(before);
            }
        }
    }

    @Test
    void aFileThatWasReplacedIsSeenAnew() throws Exception {
        try (SqliteSource one = SqliteSource.shop();
                SqliteSource other = SqliteSource.with("CREATE TABLE other (a)");
                SourceConnector connector = one.open()) {
            Fingerprint before = connector.fingerprint();
            Files.move(other.file(), one.file(), StandardCopyOption.REPLACE_EXISTING);
            assertThat(connector.fingerprint()).isNotEqualTo(before);
        }
    }

    @Test
    void aPathWithUnusualCharactersIsTakenAsItIs() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            Path odd = Files.copy(source.file(), folder.resolve("100% odd?mode=rw&x=#1 é.db"));
            assertThat(fingerprint(odd)).isEqualTo(fingerprint(source.file()));
            try (var files = Files.list(folder)) {
                assertThat(files).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO orders (id) VALUES (77)",
                "CREATE TABLE made (a)",
                "ATTACH 'other.db' AS other",
                "ATTACH ':memory:' AS other",
                "VACUUM INTO 'copy.db'",
                "SELECT load_extension('libc.so.6')"
            })
    void theConnectionCanOnlyRead(String statement) throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            String before = source.everything();
            SqliteFile file = new SqliteFile(
                    new SourceId("shop"),
                    SqliteSettings.of(Map.of("path", source.file().toString())));
            assertThatThrownBy(() -> file.read("trying to write", Duration.ofSeconds(5), connection -> {
                        try (Statement sql = connection.createStatement()) {
                            return sql.execute(statement);
                        }
                    }))
                    .isInstanceOf(SourceException.class);
            assertThat(source.everything()).isEqualTo(before);
        }
    }

    @Test
    void whatTakesTooLongIsStopped() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            SqliteFile file = new SqliteFile(
                    new SourceId("shop"),
                    SqliteSettings.of(Map.of("path", source.file().toString())));
            String endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
            assertThatThrownBy(() -> file.read("counting", Duration.ofMillis(200), connection -> {
                        try (Statement sql = connection.createStatement();
                                ResultSet rows = sql.executeQuery(endless)) {
                            return rows.next();
                        }
                    }))
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_TIMEOUT);
        }
    }

    private static Fingerprint fingerprint(Path path) {
        try (SourceConnector connector = SqliteSource.open(path)) {
            return connector.fingerprint();
        }
    }

    private static void assertRefused(Path path, ErrorCode code, String words) {
        try (SourceConnector connector = SqliteSource.open(path)) {
            assertThatThrownBy(connector::discover)
                    .hasMessageContaining(words)
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(code);
        }
    }
}
