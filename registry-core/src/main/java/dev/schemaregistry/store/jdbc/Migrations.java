package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables to the version this code speaks, each step in a transaction of its own. Touched only when the stored version
 * differs, because loading the library takes longer than everything else at start.
 */
final class Migrations {
    /** What the newest migration of both dialects writes into {@code registry_meta}. */
    static final int CURRENT = 6;

    private static final String HISTORY = "registry_migrations";

    private Migrations() {}

    /** @param dialect the folder that holds the migrations */
    static void run(DataSource database, String dialect, String shown) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:dev/schemaregistry/store/jdbc/" + dialect)
                    .table(HISTORY)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StoreException(
                    ErrorCode.STORE_FAILED,
                    "the tables of the registry " + shown + " cannot be brought to version " + CURRENT
                            + "; check that the user may create tables there, and look at the cause",
                    failed);
        }
    }

    static StoreException newer(String shown, String found) {
        return new StoreException(
                ErrorCode.STORE_NEWER,
                "the registry " + shown + " was written by a newer version of this program: its tables have version "
                        + found + ", this program knows up to " + CURRENT
                        + "; nothing was changed; use the newer program");
    }
}
