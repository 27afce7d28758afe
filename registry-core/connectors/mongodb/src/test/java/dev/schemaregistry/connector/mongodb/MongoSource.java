package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.MemoryMongoServer;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.testkit.SourceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server of its own with a small shop. */
final class MongoSource implements SourceUnderTest, DryRunQueries {
    static final String DATABASE = "shop";
    private static final SourceId ID = new SourceId("shop");

    private static final List<String> FORBIDDEN = List.of(
            "{insert: 'customers', documents: [{_id: 9}]}",
            "{update: 'customers', updates: [{q: {}, u: {$set: {name: 'x'}}}]}",
            "{delete: 'customers', deletes: [{q: {}, limit: 0}]}",
            "{findAndModify: 'customers', remove: true}",
            "{drop: 'customers'}",
            "{dropDatabase: 1}",
            "{createIndexes: 'customers', indexes: [{key: {a: 1}, name: 'a'}]}",
            "{mapReduce: 'customers', map: 'x', reduce: 'y', out: 'stolen'}",
            "{shutdown: 1}",
            "{currentOp: 1}",
            "{killOp: 1, op: 1}",
            "{listDatabases: 1}",
            "{explain: {delete: 'customers', deletes: [{q: {}, limit: 0}]}}",
            "{explain: {explain: {find: 'customers'}}}",
            "{explain: {find: 'customers', $db: 'admin'}}",
            "{explain: {}}",
            "{explain: 1}",
            "{aggregate: 'customers', pipeline: [{$out: 'stolen'}], cursor: {}}",
            "{aggregate: 'customers', pipeline: [{$merge: {into: 'stolen'}}], cursor: {}}",
            "{aggregate: 'customers', pipeline: [{$facet: {a: [{$out: 'stolen'}]}}], cursor: {}}",
            "{aggregate: 'customers', pipeline: [{$lookup: {from: {db: 'local', coll: 'oplog.rs'}, pipeline: [], as: 'o'}}]}",
            "{aggregate: 'customers', pipeline: [{$unionWith: {db: 'local', coll: 'oplog.rs'}}]}",
            "{aggregate: 'customers', pipeline: [{$unionWith: 'system.users'}]}",
            "{aggregate: 'customers', pipeline: [{$lookup: {from: 'orders', as: 'o', pipeline: [{$merge: 'stolen'}]}}]}",
            "{aggregate: 'customers', pipeline: [{$project: {a: {$function: {body: 'x', args: [], lang: 'js'}}}}]}",
            "{aggregate: 'customers', pipeline: [{$group: {_id: 1, a: {$accumulator: {}}}}]}",
            "{aggregate: 'customers', pipeline: [{$currentOp: {}}]}",
            "{aggregate: 1, pipeline: [{$currentOp: {}}]}",
            "{aggregate: 'customers', pipeline: [{$_internalAllCollectionStats: {}}]}",
            "{find: 'customers', filter: {$where: 'sleep(1000)'}}",
            "{find: 'customers', filter: {$or: [{name: 1}, {$where: Code('sleep(1000)')}]}}",
            "{find: 'customers', filter: {name: {$code: 'sleep(1000)'}}}",
            "{find: 'system.users'}",
            "{find: 'customers', $db: 'admin'}",
            "{find: {db: 'admin', coll: 'system.users'}}",
            "{find: 'customers', writeConcern: {w: 1}}",
            "{find: 'customers'} {drop: 'customers'}",
            "{find: 'customers'}; {find: 'customers'}",
            "[{find: 'customers'}]",
            "db.customers.find()",
            "SELECT 1",
            "{filter: {}, find: 'customers'}",
            "{find: 'customers', filter: " + "{a: ".repeat(5_000) + "1" + "}".repeat(5_001));

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
    public String right() {
        return "{find: 'customers', filter: {name: 'Ada'}, limit: 5}";
    }

    /** A plan says nothing of fields. */
    @Override
    public List<String> rightColumns() {
        return List.of();
    }

    @Override
    public String unknownTable() {
        return "{find: 'nowhere', filter: {name: 'Ada'}}";
    }

    @Override
    public String unknownField() {
        return "{find: 'customers', filter: {missing: 1}}";
    }

    @Override
    public boolean refusesUnknownFields() {
        return false;
    }

    @Override
    public List<String> forbidden() {
        return FORBIDDEN;
    }

    @Override
    public boolean hasStableIds() {
        return true;
    }

    @Override
    public boolean canDryRun() {
        return true;
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
