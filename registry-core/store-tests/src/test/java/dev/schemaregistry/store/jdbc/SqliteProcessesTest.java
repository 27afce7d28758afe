package dev.schemaregistry.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.RegistryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one file. */
class SqliteProcessesTest {
    private static final int COMMITS = 150;

    @TempDir
    Path folder;

    @Test
    void processesThatMakeAndWriteOneFileAtOnceMeetNoError() throws Exception {
        Path file = folder.resolve("registry.db");
        try (ChildProcess one = writer(file, "one");
                ChildProcess two = writer(file, "two");
                ChildProcess three = writer(file, "three")) {
            for (ChildProcess each : List.of(one, two, three)) {
                assertThat(finish(each)).as(Files.readString(each.errors())).isEqualTo(COMMITS);
            }
        }
        try (RegistryStore store = RegistryStores.open(file.toString(), Clock.systemUTC())) {
            for (String id : List.of("one", "two", "three")) {
                assertThat(store.findSource(new SourceId(id)).orElseThrow().revision())
                        .isEqualTo(COMMITS);
            }
            assertThat(store.events(0, 10_000))
                    .extracting(RegistryEvent::sequence)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 3 * (1 + 2 * COMMITS))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void openingARegistryThatIsUpToDateLoadsNoMigrationLibrary() throws Exception {
        Path file = folder.resolve("registry.db");
        RegistryStores.open(file.toString(), Clock.systemUTC()).close();
        try (ChildProcess child = ChildProcess.start(
                folder.resolve("errors.txt"),
                List.of("-verbose:class"),
                ChildWriter.class,
                file.toString(),
                "shop",
                "1")) {
            try (BufferedReader output = child.output()) {
                List<String> loaded = output.lines().toList();
                assertThat(child.process().waitFor()).isZero();
                assertThat(loaded).anyMatch(line -> line.contains("dev.schemaregistry.store.jdbc.SqliteDatabase"));
                assertThat(loaded).noneMatch(line -> line.contains("org.flywaydb"));
            }
        }
    }

    private ChildProcess writer(Path file, String source) throws IOException {
        return ChildProcess.start(
                folder.resolve(source + ".txt"),
                List.of(),
                ChildWriter.class,
                file.toString(),
                source,
                Integer.toString(COMMITS));
    }

    /** How many commits it acknowledged; -1 when it failed. */
    private static long finish(ChildProcess child) throws IOException, InterruptedException {
        try (BufferedReader output = child.output()) {
            long lines = output.lines().count();
            return child.process().waitFor() == 0 ? lines : -1;
        }
    }
}
