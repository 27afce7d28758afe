package dev.schemaregistry.contract.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The schemas of an evaluation: a folder of {@code name.sql} files, of {@code name.json} files with MongoDB collections and of
 * {@code regress_contexts.jsonl}, and a PostgreSQL server that has the databases those files make. Reading is done by what the caller gives, usually connectors.
 */
public final class SchemaFolder implements SchemaLookup {
    private static final String RELATIONS = "regress_contexts.jsonl";

    private final Path folder;
    private final RelationLines relations;
    private final PostgresReader postgres;
    private final SqliteReader sqlite;

    private SchemaFolder(Path folder, RelationLines relations, PostgresReader postgres, SqliteReader sqlite) {
        this.folder = folder;
        this.relations = relations;
        this.postgres = requireNonNull(postgres, "postgres");
        this.sqlite = requireNonNull(sqlite, "sqlite");
    }

    /**
     * A folder with the readers of its databases.
     *
     * @throws UncheckedIOException when the folder can't be read
     */
    public static SchemaFolder of(Path folder, PostgresReader postgres, SqliteReader sqlite) {
        Path file = folder.resolve(RELATIONS);
        RelationLines relations = Files.exists(file) ? RelationLines.read(file) : RelationLines.none();
        return new SchemaFolder(folder, relations, postgres, sqlite);
    }

    @Override
    public Optional<SchemaContext> find(String dialect, String schemaRef) {
        return switch (dialect) {
            case "postgres" -> relations.find(schemaRef).or(() -> postgres.read(schemaRef));
            case "sqlite" -> sqlite(schemaRef);
            case "mongodb" -> inFolder(schemaRef + ".json").map(CollectionsFile::read);
            default -> Optional.empty();
        };
    }

    /** The statements that make a schema of {@code regress_contexts.jsonl}; empty for one that is not there. */
    public Optional<String> findScript(String schemaRef) {
        return relations
                .find(schemaRef)
                .map(lines -> relations.findScript(schemaRef).orElse(""));
    }

    private Optional<SchemaContext> sqlite(String schemaRef) {
        return inFolder(schemaRef + ".sql").map(this::sqlite);
    }

    private Optional<Path> inFolder(String name) {
        Path file = folder.resolve(name).normalize();
        return Optional.of(file).filter(found -> found.startsWith(folder.normalize()) && Files.exists(found));
    }

    private SchemaContext sqlite(Path script) {
        try {
            Path database = Files.createTempFile("schema", ".sqlite");
            try {
                load(script, database);
                return sqlite.read(database);
            } finally {
                Files.deleteIfExists(database);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("laying out " + script, e);
        }
    }

    private static void load(Path script, Path database) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(script, UTF_8));
        } catch (SQLException e) {
            throw new IOException("the script is not SQLite's", e);
        }
    }

    /** Reads a database of the PostgreSQL server. */
    @FunctionalInterface
    public interface PostgresReader {
        /** The tables its role may read; empty when there is no such database, or no server was given. */
        Optional<SchemaContext> read(String database);

        /** For evaluations without a server. */
        static PostgresReader none() {
            return database -> Optional.empty();
        }
    }

    /** Reads a SQLite file. */
    @FunctionalInterface
    public interface SqliteReader {
        SchemaContext read(Path database);
    }
}
