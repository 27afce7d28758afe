package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.spi.SourceConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements build on each other, but for each of them only before and after count. */
class PostgresFingerprintTest {
    private static PostgresSource source;

    @BeforeAll
    static void makeASchemaWithALittleOfEverything() throws Exception {
        source = PostgresSource.with(
                "CREATE SCHEMA attic",
                "CREATE TABLE filled (id int PRIMARY KEY, n int)",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TYPE place AS (street text)",
                "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                "CREATE TABLE t (id int PRIMARY KEY, name varchar(10) DEFAULT 'x', m mood, p place, d positive, n int)",
                "CREATE TABLE u (id int PRIMARY KEY, t_id int REFERENCES t, n int)",
                "CREATE INDEX by_name ON t (name)",
                "CREATE VIEW v AS SELECT id FROM t",
                "CREATE MATERIALIZED VIEW mv AS SELECT id FROM t",
                "CREATE TABLE whole (id int) PARTITION BY LIST (id)",
                "CREATE TABLE part PARTITION OF whole FOR VALUES IN (1)",
                "CREATE TABLE loose (id int)",
                "COMMENT ON TABLE t IS 'old'");
    }

    @AfterAll
    static void close() throws Exception {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE created (a int)",
                "DROP TABLE created",
                "CREATE SCHEMA extra",
                "ALTER SCHEMA extra RENAME TO other",
                "ALTER TABLE t ADD COLUMN added int",
                "ALTER TABLE t RENAME COLUMN n TO renamed",
                "ALTER TABLE t ALTER COLUMN name TYPE varchar(11)",
                "ALTER TABLE t ALTER COLUMN name SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN name SET DEFAULT 'y'",
                "ALTER TABLE t ALTER COLUMN name DROP DEFAULT",
                "ALTER TABLE t DROP COLUMN d",
                "ALTER TABLE u RENAME TO u2",
                "ALTER TABLE loose SET SCHEMA attic",
                "ALTER TABLE attic.loose SET UNLOGGED",
                "ALTER TABLE attic.loose ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE t ADD CONSTRAINT positive CHECK (id > 0)",
                "ALTER TABLE t ADD CONSTRAINT single UNIQUE (name)",
                "ALTER TABLE t RENAME CONSTRAINT single TO only_one",
                "ALTER TABLE t DROP CONSTRAINT only_one",
                "CREATE INDEX by_id ON t (id DESC)",
                "ALTER INDEX by_name RENAME TO by_first_name",
                "DROP INDEX by_first_name",
                "CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE id > 3",
                "CREATE OR REPLACE VIEW v AS SELECT id, name FROM t",
                "ALTER VIEW v SET (security_barrier = true)",
                "DROP MATERIALIZED VIEW mv",
                "ALTER TYPE mood ADD VALUE 'fine'",
                "ALTER TYPE mood RENAME VALUE 'sad' TO 'sadder'",
                "ALTER TYPE mood RENAME TO temper",
                "ALTER TYPE place ADD ATTRIBUTE zip text",
                "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 9)",
                "ALTER DOMAIN positive SET DEFAULT 3",
                "ALTER TABLE whole DETACH PARTITION part",
                "ALTER TABLE whole ATTACH PARTITION part FOR VALUES IN (2)",
                "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "ALTER FUNCTION f(int) IMMUTABLE",
                "REVOKE ALL ON FUNCTION f(int) FROM PUBLIC",
                "CREATE OPERATOR !! (RIGHTARG = int, FUNCTION = f)",
                "DROP OPERATOR !! (NONE, int)",
                "CREATE CAST (place AS text) WITH INOUT",
                "DROP CAST (place AS text)",
                "CREATE EXTENSION hstore",
                "ALTER EXTENSION hstore ADD FUNCTION f(int)",
                "COMMENT ON TABLE t IS 'new'",
                "COMMENT ON COLUMN t.id IS 'new'",
                "COMMENT ON TABLE t IS NULL"
            })
    void aSchemaChangeChangesIt(String statement) throws Exception {
        Fingerprint before = fingerprint();
        source.execute(statement);
        assertThat(fingerprint()).as(statement).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO filled SELECT g, g FROM generate_series(1, 5000) g",
                "UPDATE filled SET n = n + 1",
                "DELETE FROM filled WHERE id > 10",
                "ANALYZE",
                "VACUUM",
                "VACUUM FULL",
                "VACUUM FREEZE",
                "REINDEX TABLE filled",
                "CLUSTER filled USING filled_pkey",
                "TRUNCATE filled",
                "CREATE TEMP TABLE short_lived AS SELECT 1 AS a",
                "CREATE SEQUENCE counted",
                "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "SELECT pg_stat_reset()"
            })
    void rowsAndHousekeepingDoNot(String statement) throws Exception {
        Fingerprint before = fingerprint();
        source.execute(statement);
        assertThat(fingerprint()).as(statement).isEqualTo(before);
    }

    private static Fingerprint fingerprint() {
        try (SourceConnector connector = source.open()) {
            return connector.fingerprint();
        }
    }
}
