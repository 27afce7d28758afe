package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed while it writes to a server loses nothing that it was told is written, and leaves nothing half written. */
class PostgresCrashTest {
    /** {@code -Dpostgres.kills=50} for more. */
    private static final int KILLS = Integer.getInteger("postgres.kills", 10);

    @TempDir
    Path folder;

    @Test
    void aKilledWriterLosesNothingAcknowledged() throws Exception {
        String url = EmbeddedPostgresServer.shared().createDatabase().uri("postgres");
        KilledWriter killed = new KilledWriter(url, folder);
        killed.kill(KILLS);
        killed.report("postgres-crash.txt");
    }
}
