package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineFunction.Kind;
import dev.schemaregistry.model.EngineFunction.Output;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineRoutine.Volatility;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.EngineType.Trait;
import dev.schemaregistry.model.EngineView;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EngineCatalogTest {
    private static final EngineName INT = EngineName.builtIn("int4");
    private static final EngineName TEXT = EngineName.builtIn("text");

    @Test
    void aDatabaseWithNothingOfItsOwnKnowsOnlyItsSearchPath() throws Exception {
        try (PostgresSource source = PostgresSource.with("CREATE TABLE t (id int)")) {
            assertThat(catalog(source))
                    .isEqualTo(new EngineCatalog(
                            List.of("public"), List.of(), List.of(), List.of(), List.of(), List.of()));
        }
    }

    @Test
    void functionsAreReadWithAllThatACallNeeds() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE FUNCTION f(a int, OUT x int, OUT y text, VARIADIC rest text[] DEFAULT '{}') RETURNS SETOF record"
                        + " LANGUAGE sql STABLE STRICT AS $$ SELECT 1, 'a' $$",
                "CREATE FUNCTION guarded(int) RETURNS int LANGUAGE sql IMMUTABLE SECURITY DEFINER AS 'SELECT 1'",
                "REVOKE EXECUTE ON FUNCTION guarded(int) FROM PUBLIC",
                "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
                "CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE SCHEMA closed",
                "CREATE FUNCTION closed.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'")) {
            List<EngineFunction> functions = catalog(source).functions();

            assertThat(functions)
                    .extracting(function -> function.name().text())
                    .containsExactly("public.f", "public.guarded", "public.total");
            assertThat(functions.get(0))
                    .isEqualTo(new EngineFunction(
                            new EngineRoutine(new EngineName("public", "f"), Volatility.STABLE, Optional.empty()),
                            Kind.FUNCTION,
                            true,
                            true,
                            true,
                            EngineName.builtIn("record"),
                            List.of(INT, EngineName.builtIn("_text")),
                            List.of("a", "rest"),
                            1,
                            0,
                            List.of(new Output("x", INT), new Output("y", TEXT)),
                            true,
                            false));
            assertThat(functions.get(1).callable()).isFalse();
            assertThat(functions.get(1).definer()).isTrue();
            assertThat(functions.get(2).kind()).isEqualTo(Kind.AGGREGATE);
        }
    }

    @Test
    void typesSayWhatRunsForTheirValues() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE FUNCTION fine(int) RETURNS bool LANGUAGE sql AS 'SELECT true'",
                "CREATE FUNCTION off(int, int) RETURNS bool LANGUAGE sql AS 'SELECT true'",
                "CREATE OPERATOR <%> (LEFTARG = int, RIGHTARG = int, FUNCTION = off)",
                "CREATE DOMAIN odd AS int CHECK (fine(VALUE)) CHECK (VALUE <%> 2)",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TYPE pair AS (a mood, b text)",
                "CREATE TYPE span AS RANGE (SUBTYPE = date, MULTIRANGE_TYPE_NAME = spans)",
                "CREATE TABLE t (p pair)")) {
            Map<String, EngineType> types = catalog(source).types().stream()
                    .collect(Collectors.toMap(type -> type.name().name(), type -> type));

            assertThat(types).containsOnlyKeys("odd", "mood", "pair", "span");
            assertThat(types.get("odd").base()).contains(INT);
            assertThat(types.get("odd").checks())
                    .containsExactlyInAnyOrder("public.fine(VALUE)", "(VALUE OPERATOR(public.<%>) 2)");
            assertThat(types.get("odd").calls())
                    .extracting(routine -> routine.name().text())
                    .containsExactly("public.fine", "public.off");
            assertThat(types.get("mood").labels()).containsExactly("sad", "ok");
            assertThat(types.get("mood").arrayName()).isEqualTo("_mood");
            assertThat(types.get("pair").attributes()).containsExactly(new EngineName("public", "mood"), TEXT);
            assertThat(types.get("span").subtype()).contains(EngineName.builtIn("date"));
            assertThat(types.get("span").multirangeName()).isEqualTo("spans");
        }
    }

    @Test
    void whatExtensionsBringIsTheirs() throws Exception {
        try (PostgresSource source = PostgresSource.with("CREATE EXTENSION citext")) {
            EngineCatalog catalog = catalog(source);

            EngineName citext = new EngineName("public", "citext");
            assertThat(catalog.types()).singleElement().satisfies(type -> {
                assertThat(type.name()).isEqualTo(citext);
                assertThat(type.category()).isEqualTo("S");
                assertThat(type.traits()).containsExactlyInAnyOrder(Trait.COLLATABLE, Trait.ORDERED, Trait.HASHED);
                assertThat(type.calls())
                        .isNotEmpty()
                        .allMatch(call -> call.extension().equals(Optional.of("citext")));
            });
            assertThat(catalog.operators())
                    .contains(new EngineOperator(
                            new EngineName("public", "="),
                            Optional.of(citext),
                            citext,
                            EngineName.builtIn("bool"),
                            new EngineRoutine(
                                    new EngineName("public", "citext_eq"),
                                    Volatility.IMMUTABLE,
                                    Optional.of("citext"))));
            assertThat(catalog.casts())
                    .contains(new EngineCast(citext, TEXT, EngineCast.Context.IMPLICIT, true, Optional.empty()));
            assertThat(catalog.functions())
                    .allMatch(function -> function.routine().extension().equals(Optional.of("citext")));
        }
    }

    @Test
    void whatAUserAddedToAnExtensionIsNotTheExtensions() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE EXTENSION citext",
                "GRANT CREATE ON SCHEMA public TO PUBLIC",
                "CREATE FUNCTION late(citext) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'",
                "CREATE FUNCTION later(int, int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'",
                "CREATE AGGREGATE last(int) (SFUNC = later, STYPE = int)",
                "ALTER EXTENSION citext ADD FUNCTION late(citext)",
                "ALTER EXTENSION citext ADD AGGREGATE last(int)")) {
            String owner = source.reader();
            source.execute(
                    "ALTER FUNCTION late(citext) OWNER TO " + owner, "ALTER AGGREGATE last(int) OWNER TO " + owner);

            assertThat(catalog(source).functions())
                    .filteredOn(function -> function.name().name().startsWith("la"))
                    .hasSize(3)
                    .allMatch(function -> function.routine().extension().isEmpty());
        }
    }

    @Test
    void viewsSayWhatTheirTextDoesNotShow() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE TYPE pair AS (a int)",
                "CREATE FUNCTION swap(pair) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$",
                "CREATE CAST (pair AS text) WITH FUNCTION swap(pair) AS IMPLICIT",
                "CREATE TABLE t (p pair)",
                "CREATE VIEW v AS SELECT substr(p, 2) AS c FROM t",
                "CREATE VIEW w AS SELECT c FROM v")) {
            assertThat(catalog(source).views())
                    .containsExactly(new EngineView(
                            TableName.of("v"),
                            List.of(new EngineRoutine(
                                    new EngineName("public", "swap"), Volatility.VOLATILE, Optional.empty()))));
        }
    }

    @Test
    void theSearchPathIsThatOfTheRole() throws Exception {
        try (PostgresSource source = PostgresSource.with("CREATE SCHEMA app", "CREATE SCHEMA closed")) {
            source.execute(
                    "GRANT USAGE ON SCHEMA app TO PUBLIC",
                    "ALTER ROLE " + source.reader() + " SET search_path = \"$user\", app, closed, \"No Such\", public");

            assertThat(catalog(source).searchPath()).containsExactly("app", "public");
        }
    }

    @Test
    void tooManyObjectsAreAWarningAndNoneIsKept() throws Exception {
        try (PostgresSource source = PostgresSource.with("DO $$ BEGIN FOR i IN 1.." + (EngineReader.MOST + 1)
                + " LOOP EXECUTE format('CREATE FUNCTION f%s() RETURNS int LANGUAGE sql AS ''SELECT 1''', i);"
                + " END LOOP; END $$")) {
            Snapshot snapshot = snapshot(source);

            assertThat(snapshot.catalog()).contains(EngineCatalog.EMPTY);
            assertThat(snapshot.warnings())
                    .singleElement()
                    .asString()
                    .contains("more than " + EngineReader.MOST + " functions");
        }
    }

    private static EngineCatalog catalog(PostgresSource source) {
        return snapshot(source).catalog().orElseThrow();
    }

    private static Snapshot snapshot(PostgresSource source) {
        try (SourceConnector connector = source.open(source.reader(), Map.of())) {
            return connector.discover();
        }
    }
}
