package dev.schemaregistry.benchmarks;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import schemacrawler.schema.Catalog;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** SchemaCrawler's core, without its part for PostgreSQL: it reads through the JDBC driver's own metadata calls. */
final class SchemaCrawlerPeer {
    static final String VERSION = "17.6.3";

    /** Its own way to be told that its part for PostgreSQL is left out on purpose. */
    private static final String WITHOUT_PLUGIN = "SC_WITHOUT_DATABASE_PLUGIN";

    private SchemaCrawlerPeer() {}

    /** Reads one schema into memory: tables, columns, keys, foreign keys and indexes; returns how many tables. */
    static int read(String jdbcUrl, String user) {
        System.setProperty(WITHOUT_PLUGIN, "postgresql");
        Logger.getLogger("").setLevel(Level.SEVERE);
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(Pattern.compile(".*public"))
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.standard())
                        .toOptions());
        DatabaseConnectionSource source =
                DatabaseConnectionSources.newDatabaseConnectionSource(jdbcUrl, new MultiUseUserCredentials(user, ""));
        try {
            Catalog catalog = SchemaCrawlerUtility.getCatalog(source, options);
            return catalog.getTables().size();
        } finally {
            close(source);
        }
    }

    private static void close(DatabaseConnectionSource source) {
        try {
            source.close();
        } catch (Exception failed) {
            throw new IllegalStateException("SchemaCrawler can't close its connections", failed);
        }
    }
}
