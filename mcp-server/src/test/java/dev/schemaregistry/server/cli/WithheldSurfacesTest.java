package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sources with hidden fields, and everything that names them: nothing of it comes out anywhere, also not of a change. */
class WithheldSurfacesTest {
    private static final String CANARY = "canary";
    private static final List<String> REFS = List.of("shop.customers", "shop.buyers", "crm.people", "crm.contacts");
    private static final Map<String, List<String>> QUERIES = Map.of(
            "shop",
            List.of(
                    "SELECT id, name, email FROM customers",
                    "SELECT * FROM customers",
                    "SELECT mood FROM customers",
                    "SELECT emial, no_canry FROM customers",
                    "SELECT c.secret FROM customers c",
                    "SELECT id FROM customers WHERE id = 'x"),
            "crm",
            List.of(
                    "SELECT id, name FROM people",
                    "SELECT * FROM people",
                    "SELECT p FROM people p",
                    "SELECT mood FROM people",
                    "SELECT p.hidden FROM people p",
                    "SELECT emial FROM people",
                    "SELECT 'x'::mood_type",
                    "SELECT id FROM contacts"));

    @TempDir
    Path home;

    @Test
    void nothingOfAHiddenFieldComesOut() throws Exception {
        Path file = home.resolve("shop.db");
        sqlite(
                file,
                """
                CREATE TABLE customers (
                  id INTEGER PRIMARY KEY, -- the number, beside canary_secret
                  name TEXT,
                  email TEXT,
                  canary_secret TEXT DEFAULT 'canary_default' UNIQUE, -- the canary comment
                  mood TEXT DEFAULT 'canary_glad' CHECK (mood IN ('canary_glad', 'canary_sad')), -- canary_glad or not
                  lowered TEXT GENERATED ALWAYS AS (lower(canary_secret)) VIRTUAL,
                  CHECK (length(canary_secret) < 90)
                )
                """,
                "CREATE INDEX customers_by_canary_secret ON customers(canary_secret)",
                "CREATE INDEX customers_by_mood ON customers(name) WHERE mood = 'canary_sad'",
                "CREATE TABLE logins (customer TEXT REFERENCES customers(canary_secret), at TEXT)",
                "CREATE VIEW buyers AS SELECT id, canary_secret AS x FROM customers",
                "INSERT INTO customers (name, email, canary_secret, mood) VALUES ('Ada', 'a', 'canary_value', 'canary_glad')");
        Database database = EmbeddedPostgresServer.shared().createDatabase();
        database.execute("""
                CREATE TYPE mood_type AS ENUM ('canary_happy', 'canary_sad');
                CREATE TABLE people (
                  id integer PRIMARY KEY, name text, email text,
                  canary_hidden varchar(20) DEFAULT 'canary_default' CHECK (canary_hidden <> 'canary_bad'),
                  mood mood_type);
                COMMENT ON TABLE people IS 'people, see canary_hidden';
                COMMENT ON COLUMN people.canary_hidden IS 'the canary comment';
                COMMENT ON COLUMN people.mood IS 'canary_happy or canary_sad';
                COMMENT ON COLUMN people.name IS 'not the canary_hidden';
                CREATE INDEX people_canary_hidden_idx ON people (canary_hidden);
                CREATE INDEX people_partial ON people (name) WHERE canary_hidden IS NOT NULL;
                CREATE VIEW contacts AS SELECT id, canary_hidden AS reachable FROM people;
                CREATE TABLE visits (person varchar(20), at date);
                INSERT INTO people VALUES (1, 'Ada', 'a', 'canary_value', 'canary_happy');
                """);
        configure(file, database);
        try (WithheldSurfaces surfaces = new WithheldSurfaces(home)) {
            surfaces.introspect();
            sqlite(
                    file,
                    "ALTER TABLE customers ADD COLUMN canary_second TEXT DEFAULT 'canary'",
                    "ALTER TABLE customers ADD COLUMN phone TEXT");
            database.execute("""
                    ALTER TABLE people ALTER COLUMN canary_hidden DROP DEFAULT;
                    COMMENT ON COLUMN people.canary_hidden IS 'another canary comment';
                    ALTER TYPE mood_type ADD VALUE 'canary_calm';
                    """);
            surfaces.introspect();
            database.execute("ALTER TABLE people RENAME COLUMN email TO canary_email");
            surfaces.introspect();

            surfaces.look(REFS, QUERIES);

            Map<String, String> seen = surfaces.seen();
            everySurfaceWasLookedAt(seen);
            seen.forEach((surface, text) -> assertThat(around(text)).as(surface).isEmpty());
            assertThat(surfaces.services().registry().changesSince(0, 1_000)).hasSizeGreaterThan(8);
        }
    }

    /** What stands around the first canary. */
    private static String around(String text) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(CANARY);
        return at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100));
    }

    private static void everySurfaceWasLookedAt(Map<String, String> seen) {
        assertThat(seen.get("cli show")).contains("email", "mood", "masked");
        assertThat(seen.get("cli show --json")).contains("\"access\"", "masked");
        assertThat(seen.get("cli validate")).contains("FIELD_WITHHELD");
        assertThat(seen.get("cli diff")).contains("phone");
        assertThat(seen.get("GET /api/v1/tables/{ref}")).contains("masked", "200");
        assertThat(seen.get("GET /api/v1/changes/feed")).contains("TableChanged", "phone");
        assertThat(seen.get("GET /metrics")).contains("200");
        assertThat(seen.get("GET /api/v1/search")).contains("email");
        assertThat(seen.get("POST /api/v1/validate")).contains("FIELD_WITHHELD");
        assertThat(seen.get("tool describe_table")).contains("masked", "email");
        assertThat(seen.get("tool schema_summary")).contains("masked");
        assertThat(seen.get("tool dry_run_query")).contains("NOT_RUN", "ACCEPTED");
        assertThat(seen.get("resource")).contains("masked");
        assertThat(seen.get("prompt review_query")).contains("validate_query");
        assertThat(seen.get("events")).contains("phone");
        assertThat(seen.get("tool schema_changes")).contains("nothing that is shown");
        assertThat(seen.get("cli changes")).contains("nothing that is shown");
        assertThat(seen.get("index")).contains("email");
    }

    private void configure(Path file, Database database) throws IOException {
        Path configuration = home.resolve("registry/config.yaml");
        Files.createDirectories(configuration.getParent());
        Files.writeString(configuration, """
                fields:
                  hidden: ["*.customers.canary_*", "crm.people.canary_*"]
                  masked: ["*.*.mood"]
                defaults:
                  profile_values: low_cardinality
                sources:
                  - id: shop
                    url: sqlite:%s
                  - id: crm
                    url: %s?sslmode=disable
                """.formatted(file, database.uri("postgres")));
    }

    private static void sqlite(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
