package dev.schemaregistry.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The turn of one process among those that want to upgrade the same file. Held by a lock on a file beside it, which ends with the
 * process; locking the registry itself would undo SQLite's own locks. Whoever waited must look again whether work is left.
 */
final class UpgradeTurn implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;
    private final Path place;

    private UpgradeTurn(FileChannel channel, Path place) {
        this.channel = channel;
        this.place = place;
    }

    /** Waits for the turn, or for as long as {@code patience}. */
    static UpgradeTurn await(Path registry, Duration patience) throws IOException {
        Path place = registry.resolveSibling(registry.getFileName() + ".upgrade");
        FileChannel channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isTaken(channel)) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new IOException("another process has been upgrading it for " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new UpgradeTurn(channel, place);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException anotherThread) {
            return false;
        }
    }

    /** The work is done: nobody needs the file any more. Who waits on it finds nothing left to do. */
    void done() throws IOException {
        Files.deleteIfExists(place);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
