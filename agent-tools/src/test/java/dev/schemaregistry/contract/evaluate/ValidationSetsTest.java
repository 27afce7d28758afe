package dev.schemaregistry.contract.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.connector.postgres.PostgresConnectorFactory;
import dev.schemaregistry.connector.sqlite.SqliteConnectorFactory;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.evaluate.ValidationScore.Share;
import dev.schemaregistry.contract.mongo.MongoContractChecker;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.testkit.EvaluationData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check on open labelled queries; the floors stand a little under what was measured. */
class ValidationSetsTest {
    private static final String READER = "validation_reader";

    private static final String GRANTS =
            "DO $$DECLARE s text; BEGIN FOR s IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
                    + " AND nspname <> 'information_schema' LOOP"
                    + " EXECUTE format('GRANT USAGE ON SCHEMA %I TO ro_agent', s);"
                    + " EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO ro_agent', s); END LOOP; END$$";

    @TempDir
    private Path folder;

    @Test
    void sqliteQueriesAreJudgedRight() {
        ValidationScore score = run("sqlite");

        assertThat(score.errors()).isEmpty();
        assertThat(score.skipped()).isEmpty();
    }

    @Test
    void mongoQueriesAreJudgedRight() {
        ValidationScore score = run(MongoContractChecker.create(), "mongo");

        System.getLogger("validation").log(System.Logger.Level.INFO, score.text());
        assertThat(score.errors()).isEmpty();
        assertThat(score.skipped()).isEmpty();
    }

    @Test
    void postgresQueriesAreJudgedRight() throws SQLException {
        createReader();
        ValidationScore score =
                run("gold", "mutations", "llm_predictions", "regress_select", "write_bypass", "resource");

        assertThat(score.skipped()).isEmpty();
        assertThat(all(score.attacks()).count())
                .as(
                        "attacks accepted: %s",
                        score.errors().stream()
                                .filter(e -> e.startsWith("ATTACK"))
                                .toList())
                .isZero();
        System.getLogger("validation").log(System.Logger.Level.INFO, score.text());
        assertThat(score.falseRejects().values())
                .allSatisfy(share -> assertThat(share.ratio()).isLessThan(0.005));
        assertThat(missed(score, "names").ratio()).isLessThan(0.03);
        assertThat(missed(score, "types").ratio()).isLessThan(0.05);
        assertThat(missed(score, "semantic").ratio()).isLessThan(0.04);
        assertThat(missed(score, "parse").ratio()).isLessThan(0.02);
        assertThat(score.suggested().ratio()).isGreaterThan(0.95);
        assertThat(score.bounded().ratio()).isEqualTo(1);
    }

    private static Share all(Map<String, Share> shares) {
        int count = shares.values().stream().mapToInt(Share::count).sum();
        int of = shares.values().stream().mapToInt(Share::of).sum();
        return new Share(count, of);
    }

    private static Share missed(ValidationScore score, String level) {
        int count = 0;
        int of = 0;
        for (Map.Entry<String, Share> entry : score.missed().entrySet()) {
            if (entry.getKey().endsWith(level)) {
                count += entry.getValue().count();
                of += entry.getValue().of();
            }
        }
        return new Share(count, of);
    }

    private ValidationScore run(String... sets) {
        return run(SqlContractChecker.create(), sets);
    }

    private ValidationScore run(ContractChecker created, String... sets) {
        List<Path> truth = Stream.of(sets)
                .map(set -> EvaluationData.require("validation/" + set + ".open.jsonl"))
                .toList();
        Path schemas = EvaluationData.require("validation/ddl");
        SchemaFolder lookup = SchemaFolder.of(schemas, database -> postgres(schemas, database), this::sqlite);
        try (ContractChecker checker = created) {
            return new ValidationEvaluation(checker, lookup).run(truth, folder.resolve("predictions.jsonl"));
        }
    }

    private SchemaContext sqlite(Path file) {
        SourceId id = new SourceId("evaluated");
        SqliteConnectorFactory factory = new SqliteConnectorFactory();
        try (SourceConnector connector =
                factory.open(id, factory.parse("sqlite:" + file).settings(), ValidationSetsTest::noSecret)) {
            return context(id, Dialect.SQLITE, connector.discover());
        }
    }

    private static void createReader() throws SQLException {
        EmbeddedPostgresServer.shared()
                .createDatabase()
                .execute("DO $$BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" + READER
                        + "') THEN CREATE ROLE " + READER + " LOGIN; CREATE ROLE ro_agent LOGIN; END IF; END$$;"
                        + " GRANT ro_agent TO " + READER);
    }

    /** The database a file makes, read by a role that may only read what is registered. */
    private static Optional<SchemaContext> postgres(Path schemas, String database) {
        Path script = schemas.resolve(database + ".sql");
        if (!Files.exists(script)) {
            return Optional.empty();
        }
        try {
            Database made = EmbeddedPostgresServer.shared().createDatabase();
            made.execute(Files.readString(script, UTF_8));
            boolean grantsItself = Files.readString(script, UTF_8).contains("TO ro_agent");
            if (!grantsItself) {
                made.execute(GRANTS);
            }
            return Optional.of(read(made));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + database + " could not be made", e);
        }
    }

    private static SchemaContext read(Database database) {
        SourceId id = new SourceId("evaluated");
        Map<String, String> settings = Map.of(
                "host", database.host(),
                "port", String.valueOf(database.port()),
                "database", database.name(),
                "user", READER);
        try (SourceConnector connector =
                new PostgresConnectorFactory().open(id, settings, ValidationSetsTest::noSecret)) {
            return context(id, Dialect.POSTGRESQL, connector.discover());
        }
    }

    private static Secret noSecret(String reference) {
        throw new IllegalStateException("nothing here has a password");
    }

    private static SchemaContext context(SourceId id, Dialect dialect, Snapshot snapshot) {
        return SchemaContext.of(
                        id, dialect, snapshot.engine(), snapshot.defaultNamespace(), snapshot.tables(), Map.of())
                .withCatalog(snapshot.catalog().orElse(EngineCatalog.EMPTY));
    }
}
