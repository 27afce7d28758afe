package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.RegistryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Kills a process while it writes, again and again, and looks at what it left: nothing that it was told is written is lost, and nothing
 * is half written.
 *
 * @param url where the registry is
 * @param folder for what the processes write beside it
 * @param starts from the start of each process to its first acknowledged write, and so beyond its first reading
 */
record KilledWriter(String url, Path folder, List<Duration> starts) {
    private static final int MOST_COMMITS = 12;

    KilledWriter(String url, Path folder) {
        this(url, folder, new ArrayList<>());
    }

    void kill(int times) throws IOException, InterruptedException {
        Random random = new Random(7);
        long acknowledged = 0;
        for (int kill = 0; kill < times; kill++) {
            acknowledged = writeAndKill(acknowledged, 1 + random.nextInt(MOST_COMMITS));
            assertWhole(acknowledged);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(times);
    }

    /** Figures of the restarts, into a file of the build. */
    void report(String name) throws IOException {
        List<Duration> sorted = starts.stream().skip(1).sorted().toList();
        Files.writeString(
                Path.of("target", name),
                sorted.size() + " restarts after kill -9, to the first acknowledged write: median "
                        + sorted.get(sorted.size() / 2).toMillis() + " ms, worst "
                        + sorted.get(sorted.size() - 1).toMillis() + " ms\n");
    }

    /** The last revision the child was told is written. */
    private long writeAndKill(long before, int commits) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        long start = System.nanoTime();
        try (ChildProcess child = ChildProcess.start(errors, List.of(), ChildWriter.class, url, "shop", "1000000");
                BufferedReader output = child.output()) {
            long acknowledged = before;
            for (int i = 0; i < commits; i++) {
                String line = output.readLine();
                assertThat(line).as(() -> read(errors)).isNotNull();
                acknowledged = Long.parseLong(line);
                if (i == 0) {
                    starts.add(Duration.ofNanos(System.nanoTime() - start));
                }
            }
            child.kill();
            return output.lines().mapToLong(Long::parseLong).reduce(acknowledged, Math::max);
        }
    }

    private void assertWhole(long acknowledged) {
        try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC())) {
            DataSource source = store.findSource(SHOP).orElseThrow();
            long revision = source.revision();
            assertThat(revision).isGreaterThanOrEqualTo(acknowledged);
            List<TableVersion> left = store.listVersions(TableRef.of("shop", "left"));
            List<TableVersion> right = store.listVersions(TableRef.of("shop", "right"));
            assertThat(left)
                    .extracting(TableVersion::revision)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, revision).boxed().toList());
            assertThat(right).hasSameSizeAs(left);
            assertThat(left.get(left.size() - 1).table().findField("f" + revision))
                    .isPresent();
            assertThat(store.listTables(SHOP)).containsExactly(last(left), last(right));
            assertThat(store.events(0, Integer.MAX_VALUE).stream().filter(TableChanged.class::isInstance))
                    .hasSize(2 * (int) revision);
        }
    }

    private static TableVersion last(List<TableVersion> line) {
        return line.get(line.size() - 1);
    }

    private static String read(Path errors) {
        try {
            return "the child ended by itself: " + Files.readString(errors);
        } catch (IOException unreadable) {
            return "the child ended by itself";
        }
    }
}
