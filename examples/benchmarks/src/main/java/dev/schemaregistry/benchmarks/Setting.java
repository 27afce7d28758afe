package dev.schemaregistry.benchmarks;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where and how large.
 *
 * @param program how the program is started, before any argument
 * @param work an empty folder
 * @param size how much of everything
 */
record Setting(List<String> program, Path work, Size size) {
    Setting {
        program = List.copyOf(program);
        requireNonNull(work, "work");
        requireNonNull(size, "size");
    }

    /** The command line of the program on a registry. */
    List<String> command(Path registry, String... arguments) {
        return Stream.of(program, List.of("--registry", registry.toString()), List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }

    /** A home of the program's own, so that nothing of the user's is read or written. */
    String home() {
        return work.resolve("home").toString();
    }

    /**
     * How much of everything.
     *
     * @param starts of the process
     * @param searchTables in the registry that is searched
     * @param searches measured; as many again warm up
     * @param bulkSources loaded by the store benchmark
     * @param tablesPerSource in each of them
     * @param reads measured, by key
     * @param writes measured, each acknowledged
     * @param peerTables in the file that both servers look at
     * @param introspectTables in the PostgreSQL database that is read
     * @param introspections measured
     * @param peerIntrospections measured, of another program
     * @param wideTables in the generated catalog of 400 sources
     * @param routingQuestions measured, all different
     * @param clients at once over HTTP
     * @param idleSessions that a server over HTTP knows
     * @param connections that read tables at once
     * @param warmUp how long a crowd asks before it is measured
     */
    record Size(
            int starts,
            int searchTables,
            int searches,
            int bulkSources,
            int tablesPerSource,
            int reads,
            int writes,
            int peerTables,
            int introspectTables,
            int introspections,
            int peerIntrospections,
            int wideTables,
            int routingQuestions,
            int clients,
            int idleSessions,
            int connections,
            Duration warmUp) {
        /** What the limits are about. */
        static final Size FULL = new Size(
                10,
                1_000,
                5_000,
                100,
                1_000,
                20_000,
                1_500,
                300,
                1_000,
                15,
                5,
                8_000,
                600,
                64,
                1_000,
                500,
                Duration.ofSeconds(30));

        /** Everything once, to see that it runs. */
        static final Size TINY =
                new Size(1, 30, 5, 2, 10, 20, 10, 300, 32, 2, 1, 1_000, 20, 2, 3, 4, Duration.ofMillis(100));
    }
}
