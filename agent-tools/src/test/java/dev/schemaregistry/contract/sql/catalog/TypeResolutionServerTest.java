package dev.schemaregistry.contract.sql.catalog;

import static dev.schemaregistry.contract.sql.catalog.SampleTypes.RESOLUTION;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.answer;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks a real server what each pair of types becomes, and compares every answer. */
class TypeResolutionServerTest {

    private static final String TYPES = """
            bool "char" name int2 int4 int8 float4 float8 numeric money text varchar bpchar bytea date time timestamp \
            timestamptz interval oid uuid json jsonb inet point int4range frange int4[] text[] mood mood[] dint dtext \
            dints dmood comp unknown""";

    /** Tries an expression over columns of all types; answers the type's name or the SQLSTATE. */
    private static final String TRY = """
            CREATE FUNCTION try(expression text) RETURNS text LANGUAGE plpgsql AS $$
            DECLARE answer text;
            BEGIN
              EXECUTE 'SELECT format_type(pg_typeof((SELECT ' || expression || ' FROM samples x LIMIT 0))::oid, NULL)'
                INTO answer;
              RETURN answer;
            EXCEPTION WHEN OTHERS THEN RETURN sqlstate;
            END $$""";

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = EmbeddedPostgresServer.shared().createDatabase().connect();
        execute(SampleTypes.SETUP);
        execute(
                "CREATE TABLE types AS SELECT name, CASE name WHEN 'unknown' THEN 'NULL' ELSE 'x.c' || number END AS value"
                        + " FROM regexp_split_to_table('" + TYPES + "', ' +') WITH ORDINALITY AS t (name, number)");
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("SELECT string_agg(substr(value, 3) || ' ' || name, ', ')"
                        + " FROM types WHERE name <> 'unknown'")) {
            columns.next();
            execute("CREATE TABLE samples (" + columns.getString(1) + ")");
        }
        execute(TRY);
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void operators() throws SQLException {
        compare(
                "SELECT o.name, l.name, r.name, try(l.value || ' OPERATOR(pg_catalog.' || o.name || ') ' || r.value)"
                        + " FROM unnest('{+,-,*,/,%,=,<>,<,||,~,~~,->,->>,@>,&&,<<}'::text[]) AS o (name), types l, types r",
                cells -> answer(RESOLUTION.operator(cells.get(0), type(cells.get(1)), type(cells.get(2)))));
    }

    @Test
    void commonTypes() throws SQLException {
        compare(
                "SELECT l.name, r.name, replace(try('coalesce(' || l.value || ', ' || r.value || ')'), '42846', '42804')"
                        + " FROM types l, types r",
                cells -> RESOLUTION
                        .unionCase(List.of(type(cells.get(0)), type(cells.get(1))))
                        .map(SampleTypes.CATALOG::displayName)
                        .orElse("42804"));
    }

    @Test
    void casts() throws SQLException {
        compare(
                "SELECT l.name, r.name, try(l.value || '::' || r.name) = '42846' FROM types l, types r"
                        + " WHERE r.name <> 'unknown'",
                cells -> RESOLUTION.canCast(type(cells.get(0)), type(cells.get(1))) ? "f" : "t");
    }

    @Test
    void functionsOfTwoArguments() throws SQLException {
        compare(
                "SELECT f.name, l.name, r.name,"
                        + " replace(try(f.name || '(' || l.value || ', ' || r.value || ')'), '42704', '42804')"
                        + " FROM unnest('{round,power,mod,date_trunc,to_char,age,concat,left,array_append,array_cat,"
                        + "generate_series,string_agg,int4range,jsonb_object_agg,width_bucket,timezone}'::text[])"
                        + " AS f (name), types l, types r",
                cells -> answer(RESOLUTION.function(cells.get(0), List.of(type(cells.get(1)), type(cells.get(2))))));
    }

    private static void compare(String sql, Function<List<String>, String> ours) throws SQLException {
        List<String> differences = new ArrayList<>();
        int rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet answers = statement.executeQuery(sql)) {
            int last = answers.getMetaData().getColumnCount();
            while (answers.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column < last; column++) {
                    cells.add(answers.getString(column));
                }
                rows++;
                String answer = ours.apply(cells);
                if (!answer.equals(answers.getString(last))) {
                    differences.add(cells + ": server " + answers.getString(last) + ", ours " + answer);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(rows).isGreaterThan(1_000);
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
