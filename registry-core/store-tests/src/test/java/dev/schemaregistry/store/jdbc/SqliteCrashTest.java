package dev.schemaregistry.store.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed while it writes to a file loses nothing that it was told is written, and leaves nothing half written. */
class SqliteCrashTest {
    /** {@code -Dsqlite.kills=200} for more. */
    private static final int KILLS = Integer.getInteger("sqlite.kills", 25);

    @TempDir
    Path folder;

    @Test
    void aKilledWriterLosesNothingAcknowledged() throws Exception {
        Path file = folder.resolve("registry.db");
        KilledWriter killed = new KilledWriter(file.toString(), folder);
        killed.kill(KILLS);
        killed.report("sqlite-crash.txt");
    }
}
