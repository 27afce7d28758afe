package dev.schemaregistry.classify.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.schemaregistry.classify.FakeCatalog;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An index whose disk is full goes on answering from what it has, and from the registry again once there is room, without a restart. */
@Timeout(120)
class FullDiskIndexTest {
    private static final long LARGE = 1L << 24;

    /** A disk that has room or not. */
    private static final class Disk extends FilterDirectory {
        private volatile boolean full;

        Disk() {
            super(new ByteBuffersDirectory());
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            return super.createOutput(name, context);
        }

        /** Files stay when an index is closed. */
        @Override
        public void close() {
            full = false;
        }
    }

    @Test
    void answersGoOnWhileTheDiskIsFullAndAreCurrentAfterwards() {
        Disk disk = new Disk();
        FakeCatalog catalog = new FakeCatalog().source("port", "").table("port.berths", "id! name");
        try (SchemaIndex index =
                SchemaIndex.open(catalog, words -> IndexStorage.in(disk, words), Duration.ofSeconds(10))) {
            index.start();
            assertThat(finds(index, "berths")).isTrue();
            disk.full = true;
            catalog.table("port.cranes", "id! name");
            assertThatThrownBy(index::rebuild)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_FAILED))
                    .hasMessageContaining("No space left");
            assertThat(finds(index, "berths")).isTrue();

            disk.full = false;

            index.catchUp();
            assertThat(finds(index, "cranes")).isTrue();
            assertThat(finds(index, "berths")).isTrue();
        }
    }

    /**
     * On a disk that is really full. Needs a small one of its own, all of whose files are deleted: {@code mount -t tmpfs -o size=4m tmpfs
     * /mnt/small}, then {@code -Dfull.disk=/mnt/small}.
     */
    @Test
    void soDoesARealDisk() throws IOException {
        String small = System.getProperty("full.disk", "");
        assumeThat(small).as("a small disk, by -Dfull.disk").isNotEmpty();
        Path disk = Path.of(small);
        assumeThat(Files.getFileStore(disk).getTotalSpace()).as("its size").isLessThan(LARGE);
        Path ballast = disk.resolve("ballast");
        Files.deleteIfExists(ballast);
        FakeCatalog catalog = new FakeCatalog().source("port", "").table("port.berths", "id! name");
        try (SchemaIndex index = SchemaIndex.open(disk.resolve("index"), catalog)) {
            assertThat(finds(index, "berths")).isTrue();
            takeAll(ballast);
            Optional<StoreException> refused = Optional.empty();
            for (int i = 0; refused.isEmpty() && i < 200; i++) {
                catalog.table("port.cranes" + i, "id! name");
                try {
                    index.rebuild();
                } catch (StoreException full) {
                    refused = Optional.of(full);
                }
                assertThat(finds(index, "berths")).isTrue();
            }
            assertThat(refused.orElseThrow()).hasMessageContaining("No space left");

            Files.delete(ballast);

            index.catchUp();
            assertThat(finds(index, "cranes0")).isTrue();
            assertThat(index.location()).contains(disk.resolve("index").toString());
        }
    }

    private static boolean finds(SchemaIndex index, String table) {
        return index.read(view -> {
            for (int i = 0; i < view.directory().tableCount(); i++) {
                if (view.directory().table(i).ref().table().name().equals(table)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static void takeAll(Path ballast) {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] piece = new byte[512];
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
