package dev.schemaregistry.server.mcp;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.connector.sqlite.SqliteConnectorFactory;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.testkit.MemoryStore;
import dev.schemaregistry.tools.QueryCheckers;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with one small real database, to be spawned by clients. */
public final class SampleServer implements AutoCloseable {
    private static final SecretResolver NO_SECRETS = reference -> {
        throw new AssertionError("no secret is needed for " + reference);
    };

    private final SourceConnector connector;
    private final SchemaRegistry registry;
    private final SchemaIndex index;
    private final ContractChecker checker = QueryCheckers.all();

    SampleServer(Path folder) throws SQLException {
        Path file = createShop(folder.resolve("shop.db"));
        Clock clock = Clock.systemUTC();
        SourceId shop = new SourceId("shop");
        connector = new SqliteConnectorFactory().open(shop, Map.of("path", file.toString()), NO_SECRETS);
        registry = SchemaRegistry.initRegistry(new MemoryStore(), clock);
        registry.upsertDataSource(shop, "sqlite", "sqlite:shop.db", Optional.of("Online shop"), Map.of());
        registry.accept(shop, connector.discover(), Optional.empty());
        index = SchemaIndex.inMemory(CatalogReader.of(registry.store()));
    }

    AgentOffer offer() {
        return AgentOffer.of("test", tools(), registry, Clock.systemUTC());
    }

    private RegistryTools tools() {
        return new RegistryTools(new ToolContext(
                registry,
                new Classifier(index),
                new SchemaSummarizer(),
                checker,
                source -> connector.dryRunner(),
                Clock.systemUTC()));
    }

    @Override
    public void close() {
        checker.close();
        index.close();
        registry.close();
        connector.close();
    }

    /** Serves on standard streams, as the command does. Prints where it must not, to show that it does no harm. */
    public static void main(String[] arguments) throws SQLException, IOException {
        StdioStreams streams = StdioStreams.claim();
        System.out.println("a stray line");
        Path folder = Files.createTempDirectory("sample-server");
        try (SampleServer server = new SampleServer(folder)) {
            McpStdioServer.run(server.offer(), streams.in(), streams.out());
        } finally {
            Files.deleteIfExists(folder.resolve("shop.db"));
            Files.deleteIfExists(folder);
        }
    }

    /** How to spawn it: a command with its arguments. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SampleServer.class.getName());
    }

    private static Path createShop(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT NOT NULL, country TEXT)");
            statement.executeUpdate("CREATE TABLE orders (order_id INTEGER PRIMARY KEY, "
                    + "customer_id INTEGER NOT NULL REFERENCES customers (customer_id), total_amount REAL NOT NULL)");
        }
        return file;
    }
}
