package dev.schemaregistry.classify.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.FakeCatalog;
import dev.schemaregistry.classify.IndexView;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process killed while it indexes leaves an index that is whole up to some event, or one that is built anew. */
@Timeout(300)
class IndexCrashTest {
    private static final int KILLS = 10;
    private static final int MOST_CHANGES = 15;

    @TempDir
    private Path temporary;

    @Test
    void aKilledIndexerLeavesNothingHalf() throws IOException, InterruptedException {
        Random random = new Random(5);
        Path folder = temporary.resolve("index");
        int done = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            done = indexAndKill(folder, done, 1 + random.nextInt(MOST_CHANGES));
            FakeCatalog catalog = grown(done + 3);
            try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
                assertThat(index.location()).isEqualTo(folder.toString());
                assertThat(index.<Boolean>read(IndexView::complete)).isTrue();
                assertThat(content(index)).isEqualTo(content(SchemaIndex.inMemory(catalog)));
            }
            done += 3;
        }
        assertThat(done).isGreaterThanOrEqualTo(KILLS);
    }

    /** Tables and whether each is found by its own word. */
    private static List<String> content(SchemaIndex index) {
        return index.read(view -> {
            List<String> lines = new java.util.ArrayList<>();
            for (int table = 0; table < view.directory().tableCount(); table++) {
                String name = view.directory().table(table).ref().table().name();
                int[] found = {0};
                view.postings(word(Integer.parseInt(name.substring(1))), (node, field, element, at, of) -> found[0]++);
                lines.add(name + " " + found[0]);
            }
            return lines;
        });
    }

    /** How many changes the child had said it made. */
    private int indexAndKill(Path folder, int before, int changes) throws IOException, InterruptedException {
        Path errors = temporary.resolve("errors.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        String.valueOf(before))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            int said = before;
            for (int i = 0; i < changes; i++) {
                String line = output.readLine();
                assertThat(line)
                        .as(() -> "the child ended by itself, see " + read(errors))
                        .isNotNull();
                said = Integer.parseInt(line);
            }
            child.toHandle().destroyForcibly();
            child.waitFor();
            return output.lines().mapToInt(Integer::parseInt).reduce(said, Math::max);
        } finally {
            child.destroyForcibly();
        }
    }

    private static String read(Path errors) {
        try {
            return Files.readString(errors);
        } catch (IOException unreadable) {
            return errors + ", which cannot be read";
        }
    }

    private static FakeCatalog grown(int tables) {
        FakeCatalog catalog = new FakeCatalog().source("port", "");
        for (int table = 0; table < tables; table++) {
            grow(catalog, table);
        }
        return catalog;
    }

    private static void grow(FakeCatalog catalog, int table) {
        catalog.table("port.t" + table, "id! " + word(table));
    }

    private static String word(int table) {
        StringBuilder word = new StringBuilder("zq");
        for (int left = table; left > 0 || word.length() < 4; left /= 26) {
            word.append((char) ('a' + left % 26));
        }
        return word.append('x').toString();
    }

    /** Adds tables without end, each in the index before it is told; rebuilds and reads now and then. */
    static final class Child {
        public static void main(String[] arguments) {
            int table = Integer.parseInt(arguments[1]);
            FakeCatalog catalog = grown(table);
            SchemaIndex index = SchemaIndex.open(Path.of(arguments[0]), catalog);
            while (true) {
                grow(catalog, table++);
                index.catchUp();
                if (table % 7 == 0) {
                    index.rebuild();
                }
                if (table % 3 == 0) {
                    index.read(IndexView::revision);
                }
                System.out.println(table);
            }
        }
    }
}
