package dev.schemaregistry.benchmarks;

import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reading a large PostgreSQL database into the registry, against the catalog queries alone and against SchemaCrawler. */
final class IntrospectBenchmark implements Benchmark {
    private static final String USER = "postgres";
    /** Unmeasured, before as many as wanted: compilers and the server's caches settle. */
    private static final int WARM_UP = 5;

    @Override
    public String name() {
        return "introspect";
    }

    @Override
    public Report run(Setting setting) {
        int tables = setting.size().introspectTables();
        Database database = PostgresDatabase.make(tables);
        List<Round> rounds = new ArrayList<>();
        for (int number = 0; number < WARM_UP + setting.size().introspections(); number++) {
            Round round = round(database, setting.work().resolve("introspect-" + number + ".db"), tables);
            if (number >= WARM_UP) {
                rounds.add(round);
            }
        }
        List<Figure> figures = new ArrayList<>(times(rounds));
        figures.addAll(peer(database, setting, median(rounds, Round::introspection)));
        figures.addAll(memory(setting));
        return new Report(name(), figures, notes(setting));
    }

    private static List<Figure> times(List<Round> rounds) {
        return List.of(
                Figure.of("the catalog queries alone", median(rounds, Round::queries), "ms"),
                Figure.of("full introspection into a new registry", median(rounds, Round::introspection), "ms"),
                Figure.of(
                                "ratio: full introspection / the catalog queries alone",
                                median(rounds, round -> round.introspection() / round.queries()),
                                "times")
                        .atMost(3),
                Figure.of("the fingerprint query alone", median(rounds, Round::fingerprint), "ms"),
                Figure.of("refresh without a change", median(rounds, Round::refresh), "ms"),
                Figure.of(
                                "ratio: refresh without a change / the fingerprint query alone",
                                median(rounds, round -> round.refresh() / round.fingerprint()),
                                "times")
                        .atMost(1.3));
    }

    private static List<Figure> peer(Database database, Setting setting, double ours) {
        String url = "jdbc:postgresql://" + database.host() + ':' + database.port() + '/' + database.name();
        Samples samples = Samples.of(1, setting.size().peerIntrospections(), i -> SchemaCrawlerPeer.read(url, USER));
        return List.of(
                Figure.of("SchemaCrawler " + SchemaCrawlerPeer.VERSION + ", into memory", samples.median(), "ms"),
                Figure.of("ratio: SchemaCrawler / full introspection", samples.median() / ours, "times"));
    }

    private static List<Figure> memory(Setting setting) {
        int most = setting.size().introspectTables() * 4;
        List<Figure> figures = new ArrayList<>();
        for (int tables = most / 16; tables <= most; tables *= 4) {
            Database database = PostgresDatabase.make(tables);
            double heap = HeapProbe.measure(database.uri(USER), setting.work().resolve("heap-" + tables + ".db"));
            figures.add(Figure.of("most heap left by a collection, " + tables + " tables", heap, "MB"));
        }
        return figures;
    }

    /** The two sides of each comparison run right after one another, each on a connection of its own. */
    private static Round round(Database database, Path registry, int tables) {
        try (PostgresReading reading = PostgresReading.into(registry, database.uri(USER))) {
            double queries = alone(database, BareCatalog::read);
            double introspection = time(() -> expect(tables, reading.read(Outcome.CHANGED)));
            double fingerprint = alone(database, BareCatalog::fingerprint);
            double refresh = time(() -> expect(tables, reading.read(Outcome.NOT_MOVED)));
            return new Round(queries, introspection, fingerprint, refresh);
        }
    }

    private static double alone(Database database, java.util.function.Consumer<BareCatalog> work) {
        long before = System.nanoTime();
        try (BareCatalog catalog = new BareCatalog(database.connect())) {
            work.accept(catalog);
        } catch (SQLException failed) {
            throw new IllegalStateException("the catalogs can't be read", failed);
        }
        return millis(before);
    }

    private static double time(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return millis(before);
    }

    private static double millis(long before) {
        return (System.nanoTime() - before) / 1e6;
    }

    private static void expect(int wanted, int found) {
        if (wanted != found) {
            throw new IllegalStateException("expected " + wanted + " tables, got " + found);
        }
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static List<String> notes(Setting setting) {
        int tables = setting.size().introspectTables();
        return List.of(
                "A real PostgreSQL with " + tables + " tables, " + tables * PostgresDatabase.COLUMNS
                        + " columns; medians of " + setting.size().introspections()
                        + " rounds after " + WARM_UP
                        + " to warm up, ratios within a round. Both sides open a connection, run the "
                        + "same queries and close it. Alone: every value is read as text and forgotten. Full introspection: "
                        + "mark, schema, judgement, and one transaction into a new SQLite registry.",
                "SchemaCrawler's core without its part for PostgreSQL, at its standard level, the user's schema only.",
                "Heap: a process of its own, reading once with a heap of 256 MB; an upper bound, since a collection of the young "
                        + "part leaves garbage in the old one.");
    }

    /** Milliseconds. */
    private record Round(double queries, double introspection, double fingerprint, double refresh) {}
}
