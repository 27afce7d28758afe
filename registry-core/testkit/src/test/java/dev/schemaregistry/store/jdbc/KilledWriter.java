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
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Kills a process while it writes, again and again, and looks at what it left: nothing that it was told is written is lost, and nothing
 * is half written.
 *
 * @param url where the registry is
 * @param folder for what the processes write beside it
 */
record KilledWriter(String url, Path folder) {
    private static final int MOST_COMMITS = 12;

    void kill(int times) throws IOException, InterruptedException {
        Random random = new Random(7);
        long acknowledged = 0;
        for (int kill = 0; kill < times; kill++) {
            acknowledged = writeAndKill(acknowledged, 1 + random.nextInt(MOST_COMMITS));
            assertWhole(acknowledged);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(times);
    }

    /** The last revision the child was told is written. */
    private long writeAndKill(long before, int commits) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        try (ChildProcess child = ChildProcess.start(errors, List.of(), ChildWriter.class, url, "shop", "1000000");
                BufferedReader output = child.output()) {
            long acknowledged = before;
            for (int i = 0; i < commits; i++) {
                String line = output.readLine();
                assertThat(line).as(() -> read(errors)).isNotNull();
                acknowledged = Long.parseLong(line);
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
