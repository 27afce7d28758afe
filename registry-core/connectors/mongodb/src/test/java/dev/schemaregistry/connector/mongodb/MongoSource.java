package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.MemoryMongoServer;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.testkit.SourceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server of its own with a small shop. */
final class MongoSource implements SourceUnderTest {
    static final String DATABASE = "shop";
    private static final SourceId ID = new SourceId("shop");

    private final MemoryMongoServer server;
    private Optional<SilentServer> silent = Optional.empty();

    private MongoSource(MemoryMongoServer server) {
        this.server = server;
    }

    static MongoSource with(String... commands) {
        MongoSource source = new MongoSource(MemoryMongoServer.replicaSet());
        source.execute(commands);
        return source;
    }

    static MongoSource standalone() {
        return new MongoSource(MemoryMongoServer.standalone());
    }

    static MongoSource shop() {
        return with(
                "{insert: 'customers', documents: [{_id: 1, name: 'Ada', address: {city: 'Paris'}}, "
                        + "{_id: 2, name: 'Bob', address: {city: 'Oslo'}}]}",
                "{create: 'orders', validator: {$jsonSchema: {bsonType: 'object', required: ['_id', 'amount'], "
                        + "properties: {_id: {bsonType: 'int'}, amount: {bsonType: 'decimal'}}, "
                        + "additionalProperties: false}}}",
                "{createIndexes: 'customers', indexes: [{key: {name: 1}, name: 'by_name'}]}",
                "{create: 'names', viewOn: 'customers', pipeline: [{$project: {name: 1}}]}");
    }

    MemoryMongoServer server() {
        return server;
    }

    void execute(String... commands) {
        server.execute(DATABASE, commands);
    }

    SourceConnector open(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(
                Map.of("host", "127.0.0.1", "port", Integer.toString(server.port()), "database", DATABASE));
        settings.putAll(more);
        settings.values().removeIf(String::isEmpty);
        return openWith(settings);
    }

    static SourceConnector openWith(Map<String, String> settings) {
        return new MongoConnectorFactory().open(ID, settings, reference -> Secret.of("resolved " + reference));
    }

    Snapshot discover() {
        return discover(Map.of());
    }

    Snapshot discover(Map<String, String> more) {
        try (SourceConnector connector = open(more)) {
            return connector.discover();
        }
    }

    Table table(String name) {
        return find(discover(), name);
    }

    static Table find(Snapshot snapshot, String name) {
        return snapshot.tables().stream()
                .filter(table -> table.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public SourceConnector open() {
        return open(Map.of());
    }

    @Override
    public SourceConnector openDead() {
        try {
            return openAt(SilentServer.closedPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<SourceConnector> openSilent() throws IOException {
        silent = Optional.of(SilentServer.start());
        return Optional.of(openAt(silent.get().port()));
    }

    private static SourceConnector openAt(int port) {
        return openWith(Map.of("host", "127.0.0.1", "port", Integer.toString(port), "database", DATABASE));
    }

    @Override
    public TableName table() {
        return TableName.of("customers");
    }

    @Override
    public void addField(String name) {
        execute("{insert: 'customers', documents: [{_id: 3, name: 'Cyd', address: {city: 'Rom'}, " + name + ": 'x'}]}");
    }

    @Override
    public void addRows() {
        StringBuilder documents = new StringBuilder();
        for (int i = 100; i < 600; i++) {
            documents.append("{_id: ").append(i).append(", name: 'n', address: {city: 'c'}},");
        }
        execute("{insert: 'customers', documents: [" + documents + "]}");
    }

    @Override
    public TableName renameTable() {
        server.execute("admin", "{renameCollection: 'shop.customers', to: 'shop.clients'}");
        return TableName.of("clients");
    }

    @Override
    public void removeTable() {
        execute("{drop: 'customers'}");
    }

    @Override
    public String everything() {
        return server.ask("admin", "{listDatabases: 1, nameOnly: true}")
                + server.ask(DATABASE, "{listCollections: 1}")
                + server.ask(DATABASE, "{find: 'customers'}")
                + server.ask(DATABASE, "{listIndexes: 'customers'}");
    }

    @Override
    public boolean hasStableIds() {
        return true;
    }

    @Override
    public boolean canDryRun() {
        return false;
    }

    @Override
    public boolean canWatch() {
        return true;
    }

    @Override
    public boolean canProfile() {
        return true;
    }

    @Override
    public TableName addValues() {
        String documents = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{_id: %d, region: '%s', contact_email: 'ada%d@example.org', label: 'parcel %d'}",
                        i,
                        i <= 30 ? "north" : "southwest",
                        i,
                        i))
                .collect(Collectors.joining(", "));
        execute("{insert: 'parcels', documents: [" + documents + "]}");
        return TableName.of("parcels");
    }

    @Override
    public void close() throws IOException {
        if (silent.isPresent()) {
            silent.get().close();
        }
        server.close();
    }
}
