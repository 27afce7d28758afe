package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.testkit.EvaluationData;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks sent through the dry run as an agent would send them: none is run, and the server is afterwards as it was before. */
class HarmlessDryRunTest {
    /** Own functions that write when the planner evaluates them, or are called where no parenthesis shows it. */
    private static final String TRAPS = """
            CREATE EXTENSION dblink;
            CREATE TABLE customers (id integer PRIMARY KEY, name text, balance numeric);
            CREATE TABLE audit_log (id serial PRIMARY KEY, what text);
            CREATE TABLE secrets (id integer, api_key text);
            INSERT INTO customers SELECT g, 'name' || g, g FROM generate_series(1, 20) g;
            INSERT INTO secrets VALUES (1, 'canary');
            CREATE FUNCTION lying(n integer) RETURNS integer IMMUTABLE SECURITY DEFINER LANGUAGE plpgsql AS $$BEGIN
              PERFORM dblink_exec('host=127.0.0.1 port=' || current_setting('port') || ' user=postgres dbname='
                || current_database(), 'INSERT INTO audit_log (what) VALUES (''planned'')'); RETURN n; END$$;
            CREATE FUNCTION same(integer, integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT lying($1) = $2';
            CREATE OPERATOR ### (LEFTARG = integer, RIGHTARG = integer, FUNCTION = same);
            CREATE TYPE wrapped AS (v integer);
            CREATE FUNCTION wrap(integer) RETURNS wrapped IMMUTABLE LANGUAGE sql AS 'SELECT ROW(lying($1))::wrapped';
            CREATE CAST (integer AS wrapped) WITH FUNCTION wrap(integer);
            CREATE FUNCTION touched(customers) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT lying(1)';
            CREATE DOMAIN checked AS integer CHECK (lying(VALUE) > 0);
            CREATE VIEW sly AS SELECT id, lying(1) AS touched FROM customers;
            GRANT SELECT ON customers, audit_log, sly TO PUBLIC;
            """;

    private static final List<String> ATTACKS = List.of(
            "SELECT lying(1)",
            "SELECT id FROM customers WHERE id = lying(1)",
            "SELECT 1 ### 1",
            "SELECT 1 OPERATOR(public.###) 1",
            "SELECT 1::wrapped",
            "SELECT CAST(1 AS wrapped)",
            "SELECT c.touched FROM customers c",
            "SELECT 1::checked",
            "SELECT '1'::checked",
            "SELECT * FROM sly",
            "SELECT api_key FROM secrets",
            "SELECT set_config('statement_timeout', '0', false)",
            "SELECT pg_advisory_lock(7)",
            "SELECT lo_create(0)",
            "SELECT nextval('audit_log_id_seq')",
            "SELECT * FROM customers FOR UPDATE",
            "WITH gone AS (DELETE FROM customers RETURNING *) SELECT * FROM gone",
            "EXPLAIN ANALYZE DELETE FROM customers",
            "SELECT 1; DROP TABLE customers",
            "SELECT * INTO copied FROM customers",
            "COPY customers TO PROGRAM 'touch /tmp/attacked'");

    @TempDir
    Path folder;

    @Test
    void attacksOfOurOwnChangeNothing() throws Exception {
        Database database = EmbeddedPostgresServer.shared().createDatabase();
        database.execute(TRAPS);
        String reader = EmbeddedPostgresServer.shared().newName("reader");
        database.execute("CREATE ROLE " + reader + " LOGIN");
        List<String> before = everything(database);
        withTools(database, reader, tools -> {
            SoftAssertions softly = new SoftAssertions();
            for (String attack : ATTACKS) {
                softly.assertThat(verdict(tools, attack)).as(attack).isEqualTo("NOT_RUN");
            }
            softly.assertAll();
            assertThat(verdict(tools, "SELECT name FROM customers WHERE id = 1"))
                    .isEqualTo("ACCEPTED");
        });
        assertThat(everything(database)).isEqualTo(before);
    }

    /** Without the check in front, the planner would have been led to write: what the traps are worth. */
    @Test
    void theTrapsAreReal() throws Exception {
        Database database = EmbeddedPostgresServer.shared().createDatabase();
        database.execute(TRAPS);
        List<String> before = everything(database);
        database.execute("EXPLAIN SELECT 1 ### 1");
        assertThat(everything(database)).isNotEqualTo(before);
    }

    @Test
    void attacksOfTheOpenSetChangeNothing() throws Exception {
        List<JsonNode> records = EvaluationData.requireJsonLines("validation/write_bypass.open.jsonl");
        Database database = EmbeddedPostgresServer.shared().createDatabase();
        database.execute(Files.readString(EvaluationData.require("validation/ddl/attack_victim.sql")));
        List<String> before = everything(database);
        withTools(database, "ro_agent", tools -> {
            SoftAssertions softly = new SoftAssertions();
            for (JsonNode record : records) {
                String query = record.path("sql").asText();
                boolean harmless = record.path("category").asText().equals("lookalike");
                boolean either = record.path("severity").asText().equals("either");
                Object verdict = verdict(tools, query);
                if (!either) {
                    softly.assertThat(verdict).as(query).isEqualTo(harmless ? "ACCEPTED" : "NOT_RUN");
                }
                softly.assertThat(differences(before, everything(database)))
                        .as(query)
                        .isEmpty();
            }
            softly.assertAll();
        });
    }

    private interface Asking {
        void ask(RegistryTools tools) throws Exception;
    }

    private void withTools(Database database, String reader, Asking asking) throws Exception {
        Shell shell = new Shell(folder);
        assertThat(shell.run("sources", "add", "victim", database.uri(reader)).code())
                .isZero();
        assertThat(shell.run("introspect").code()).isZero();
        Map<String, String> environment =
                Map.of("SCHEMA_REGISTRY_HOME", shell.registryFolder().toString());
        try (Services services = new Services(
                Places.of(Optional.empty(), Optional.empty(), environment, folder), environment, Clock.systemUTC())) {
            asking.ask(services.tools());
        }
    }

    private static Object verdict(RegistryTools tools, String query) {
        ToolAnswer answer = tools.call(ToolTexts.DRY_RUN_QUERY, Map.of("source", "victim", "query", query));
        return answer.structured().getOrDefault("verdict", answer.text());
    }

    private static List<String> differences(List<String> before, List<String> after) {
        List<String> moved = new ArrayList<>(after);
        moved.removeAll(before);
        return moved;
    }

    /** Rows, sequences, catalogs, roles, settings, large objects, files of the server, locks that outlive their statement. */
    private static List<String> everything(Database database) throws SQLException {
        List<String> facts = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String relation : ask(
                    statement,
                    "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid ="
                            + " c.relnamespace WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%'"
                            + " AND n.nspname <> 'information_schema' ORDER BY 1")) {
                facts.add(relation
                        + ' '
                        + ask(
                                statement,
                                "SELECT md5(string_agg(ROW(x.*)::text, '|' ORDER BY ROW(x.*)::text)) FROM " + relation
                                        + " x"));
            }
            for (String catalog : List.of(
                    "(SELECT oid, relname, relkind, relfilenode, relacl FROM pg_class WHERE oid >= 16384)",
                    "pg_proc",
                    "pg_type",
                    "pg_namespace",
                    "pg_trigger",
                    "pg_rewrite",
                    "pg_cast",
                    "pg_operator",
                    "pg_authid",
                    "pg_db_role_setting",
                    "pg_largeobject_metadata",
                    "pg_largeobject",
                    "pg_foreign_server",
                    "pg_user_mapping",
                    "pg_extension",
                    "pg_prepared_xacts",
                    "(SELECT name, setting FROM pg_settings)",
                    "(SELECT pg_ls_dir FROM pg_ls_dir('.'))",
                    "(SELECT objid, classid FROM pg_locks WHERE locktype = 'advisory')",
                    "(SELECT channel FROM pg_listening_channels() channel)")) {
                facts.add(catalog
                        + ' '
                        + ask(
                                statement,
                                "SELECT count(*) || ' ' || coalesce(md5(string_agg(x::text, '|' ORDER BY x::text)), '')"
                                        + " FROM " + catalog + " x"));
            }
        }
        return facts;
    }

    private static List<String> ask(Statement statement, String query) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                answers.add(String.valueOf(rows.getString(1)));
            }
        }
        return answers;
    }
}
