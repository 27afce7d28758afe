package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.HeardHints;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The main stories on a real server: {@code -Dmongo.uri=mongodb://…}, as somebody who may create and drop the database
 * {@code schema_registry_test}.
 */
@EnabledIfSystemProperty(named = "mongo.uri", matches = "mongodb.*", disabledReason = "-Dmongo.uri names no server")
class MongoRealServerTest {
    private static final String DATABASE = "schema_registry_test";

    private final MongoConnectorFactory factory = new MongoConnectorFactory();
    private final String uri = System.getProperty("mongo.uri", "");
    private MongoClient administrator;
    private MongoDatabase database;

    @BeforeEach
    void makeTheDatabase() {
        administrator = MongoClients.create(uri);
        database = administrator.getDatabase(DATABASE);
        database.drop();
        execute("{insert: 'customers', documents: [{_id: 1, name: 'Ada', address: {city: 'Paris'}}, {_id: 2}]}");
        execute("{create: 'orders', validationAction: 'warn', validator: {$jsonSchema: {bsonType: 'object', "
                + "required: ['_id'], properties: {_id: {bsonType: 'int'}}, additionalProperties: false}}}");
        execute("{create: 'names', viewOn: 'customers', pipeline: [{$project: {name: 1}}]}");
        execute("{create: 'measures', timeseries: {timeField: 'at', metaField: 'sensor'}}");
        execute("{createIndexes: 'customers', indexes: [{key: {name: 'text', note: 'text'}, name: 'words'}, "
                + "{key: {place: '2dsphere'}, name: 'geo'}, {key: {at: 1}, name: 'ttl', expireAfterSeconds: 60}, "
                + "{key: {'$**': 1}, name: 'wild'}, {key: {n: 1}, name: 'partial', unique: true, "
                + "partialFilterExpression: {n: {$gt: 1}}}]}");
    }

    @AfterEach
    void dropTheDatabase() {
        database.drop();
        administrator.close();
    }

    @Test
    void readsWhatIsThere() {
        try (SourceConnector connector = open()) {
            Snapshot snapshot = connector.discover();
            assertThat(snapshot.engine()).startsWith("MongoDB ");
            assertThat(MongoSource.find(snapshot, "customers").provenance()).isEqualTo(Provenance.inferred(2));
            assertThat(MongoSource.find(snapshot, "customers").stableId()).isPresent();
            assertThat(MongoSource.find(snapshot, "customers").indexes())
                    .extracting(Index::method)
                    .containsExactly("2dsphere", "btree", "btree", "wildcard", "text");
            assertThat(MongoSource.find(snapshot, "orders").properties())
                    .containsEntry("closed", "true")
                    .containsEntry("validationAction", "warn");
            assertThat(MongoSource.find(snapshot, "names").findField("address")).isEmpty();
            assertThat(MongoSource.find(snapshot, "measures").kind()).isEqualTo(TableKind.TIME_SERIES);
            assertThat(connector.fingerprint()).isEqualTo(connector.fingerprint());
        }
    }

    /** Needs a replica set; without one the loss and its reason are what is to be heard. */
    @Test
    void hearsOfChangesOrSaysWhyNot() {
        boolean replicaSet =
                database.runCommand(BsonDocument.parse("{hello: 1}")).containsKey("setName");
        HeardHints heard = new HeardHints();
        try (SourceConnector connector = open();
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            if (!replicaSet) {
                heard.awaitLost(1);
                assertThat(heard.reasons().get(0)).contains("replica set");
                return;
            }
            heard.awaitRestored(1);
            execute("{create: 'later'}");
            heard.awaitChanged(1);
            int before = heard.changes();
            execute("{insert: 'customers', documents: [{_id: 3, brand_new: 1}]}");
            heard.awaitChanged(before + 1);
        }
    }

    @Test
    void plansWithoutRunning() {
        try (SourceConnector connector = open()) {
            DryRunner runner = connector.dryRunner().orElseThrow();
            String before = connector.fingerprint().toString();
            for (String right : List.of(
                    "{find: 'customers', filter: {n: 5}}",
                    "{count: 'customers', query: {name: 'Ada'}}",
                    "{distinct: 'customers', key: 'name'}",
                    "{find: 'names'}",
                    "{aggregate: 'measures', pipeline: [{$match: {sensor: 1}}, {$count: 'n'}], cursor: {}}",
                    "{aggregate: 'customers', pipeline: [{$lookup: {from: 'orders', localField: '_id', "
                            + "foreignField: 'customer', as: 'o'}}, {$group: {_id: '$name', n: {$sum: 1}}}], cursor: {}}")) {
                DryRunReport report = runner.dryRun(right, Limits.DEFAULT);
                assertThat(report.verdict()).as("%s: %s", right, report).isEqualTo(Verdict.ACCEPTED);
                assertThat(report.plan().orElseThrow()).isNotBlank();
            }
            Map<String, String> wrong = Map.of(
                    "{find: 'nowhere'}", "42P01",
                    "{find: 'customers', filter: {n: {$foo: 1}}}", "42883",
                    "{find: 'customers', hint: 'no_such_index'}", "42704",
                    "{aggregate: 'customers', pipeline: [{$matsch: {}}], cursor: {}}", "42883",
                    "{aggregate: 'customers', pipeline: [{$project: {a: {$ad: [1]}}}], cursor: {}}", "42883",
                    "{aggregate: 'customers', pipeline: [{$group: {_id: 1, n: {$summ: 1}}}], cursor: {}}", "42883",
                    "{find: 'orders', filter: {$text: {$search: 'x'}}}", "NOT_INDEXED",
                    "{aggregate: 'customers', pipeline: [{$out: 'stolen'}], cursor: {}}", "POLICY_WRITE");
            wrong.forEach((query, code) -> {
                DryRunReport report = runner.dryRun(query, Limits.DEFAULT);
                assertThat(report.verdict()).as("%s: %s", query, report).isEqualTo(Verdict.REJECTED);
                assertThat(report.code()).as("%s: %s", query, report).isEqualTo(code);
            });
            assertThat(connector.fingerprint()).hasToString(before);
        }
    }

    private SourceConnector open() {
        SourceAddress address = factory.parse(uri);
        Map<String, String> settings = new TreeMap<>(address.settings());
        settings.putIfAbsent("auth_source", settings.getOrDefault("database", "admin"));
        settings.put("database", DATABASE);
        Secret password = address.secrets().getOrDefault("password", Secret.of("none"));
        address.secrets().keySet().forEach(key -> settings.put(key, "test:" + key));
        return factory.open(new SourceId("real"), settings, reference -> password);
    }

    private void execute(String command) {
        database.runCommand(BsonDocument.parse(command));
    }
}
