package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SecretResolver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a disk that is really full. Needs a small one of its own, all of whose content is deleted:
 *
 * <pre>mount -t tmpfs -o size=8m tmpfs /mnt/small &amp;&amp; mvn -Pfast -pl registry-core/store-tests test -Dtest=FullDiskTest -Dfull.disk=/mnt/small</pre>
 *
 * <p>What a full file does without one is in {@link SqliteFileTest}.
 */
class FullDiskTest {
    private static final SecretResolver NONE = reference -> {
        throw new IllegalStateException("no secret is referred to");
    };
    private static final long LARGE = 1L << 24;

    private Path disk;
    private Path ballast;

    @BeforeEach
    void empty() throws IOException {
        String folder = System.getProperty("full.disk", "");
        assumeThat(folder).as("a small disk, by -Dfull.disk").isNotEmpty();
        disk = Path.of(folder);
        assumeThat(Files.getFileStore(disk).getTotalSpace()).as("its size").isLessThan(LARGE);
        try (Stream<Path> files = Files.list(disk)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        ballast = disk.resolve("ballast");
    }

    /** Whatever is left of the disk is taken. */
    private void takeAll() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] piece = new byte[512];
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void assertFull(String file, ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FULL))
                .hasMessageContaining(file)
                .hasMessageContaining("make room");
    }

    @Test
    void readsGoOnWritesSayWhyAndNothingHasToBeStartedAnew() throws IOException {
        Path file = disk.resolve("registry.db");
        try (RegistryStore store = RegistryStores.open(file.toString(), Clock.systemUTC())) {
            fill(store, SHOP, table("t0"));
            takeAll();
            int written = 1;
            for (int attempt = 0; attempt < 300; attempt++) {
                int next = written;
                try {
                    store.commit(commit(store.findSource(SHOP).orElseThrow(), added(SHOP, table("t" + next))));
                    written++;
                } catch (StoreException full) {
                    assertThat(full.code()).isEqualTo(ErrorCode.STORE_FULL);
                }
            }
            int kept = written;
            assertFull(
                    file.toString(),
                    () -> store.commit(commit(store.findSource(SHOP).orElseThrow(), added(SHOP, table("t" + kept)))));
            assertThat(store.listTables(SHOP)).hasSize(kept);
            assertThat(store.events(0, 1_000)).hasSize(kept + 1);
            try (RegistryStore second = RegistryStores.open(file.toString(), Clock.systemUTC())) {
                assertThat(second.listTableNames(SHOP)).hasSize(kept);
            }

            Files.delete(ballast);

            store.commit(commit(store.findSource(SHOP).orElseThrow(), added(SHOP, table("t" + kept))));
            assertThat(store.listTableNames(SHOP)).hasSize(kept + 1);
        }
        assertThat(Soundness.check(file.toString(), NONE).findings()).isEmpty();
    }

    @Test
    void noCopyIsLeftThatLooksWhole(@TempDir Path elsewhere) throws IOException {
        Path registry = elsewhere.resolve("registry.db");
        try (RegistryStore store = RegistryStores.open(registry.toString(), Clock.systemUTC())) {
            fill(store, SHOP, table("t0"), table("t1"));
        }
        Path backup = disk.resolve("backup.db");
        Path copy = disk.resolve("copy.db");
        Path fresh = disk.resolve("fresh.db");
        takeAll();
        assertFull(backup.toString(), () -> RegistryBackup.take(registry.toString(), backup, NONE, (done, all) -> {}));
        assertFull(
                copy.toString(),
                () -> RegistryCopy.copy(registry.toString(), copy.toString(), NONE, (done, all) -> {}));
        assertFull(fresh.toString(), () -> RegistryStores.open(fresh.toString(), Clock.systemUTC()));
        assertThat(disk).isDirectoryNotContaining(path -> !path.equals(ballast));

        Files.delete(ballast);
        assertThat(RegistryBackup.take(registry.toString(), backup, NONE, (done, all) -> {})
                        .isSound())
                .isTrue();
    }
}
