package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.testkit.EvaluationData;
import dev.schemaregistry.testkit.HostileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class MongoConnectorTest {
    @Test
    void aCollectionThatMayNotBeReadIsAGap() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().deny("find", "shop.customers");
            Snapshot snapshot = source.discover();
            assertThat(snapshot.tables())
                    .extracting(table -> table.name().text())
                    .containsExactly("names", "orders");
            assertThat(snapshot.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.covers(TableName.of("customers"))).isTrue();
                assertThat(gap.covers(TableName.of("orders"))).isFalse();
                assertThat(gap.reason()).contains("shop.customers").contains("not authorized");
            });
        }
    }

    @Test
    void aDatabaseThatMayNotBeListedIsAGap() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().execute("other", "{insert: 'things', documents: [{_id: 1}]}");
            source.server().deny("listCollections", "other");
            Snapshot snapshot = source.discover(Map.of("database", ""));
            assertThat(snapshot.gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.covers(new TableName("other", "things")))
                            .isTrue());
            assertThat(snapshot.tables()).hasSize(3);
        }
    }

    @Test
    void whoMayNotListDatabasesSeesThoseItHasRightsOnAndSaysThatOthersMayHide() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().deny("listDatabases", "admin");
            Snapshot snapshot = source.discover(Map.of("database", ""));
            assertThat(snapshot.tables()).isNotEmpty();
            assertThat(snapshot.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.isUnlisted()).isTrue();
                assertThat(gap.reason()).contains("listDatabases");
            });
        }
    }

    @Test
    void whoMayReadNothingIsDenied() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open()) {
            source.server().deny("listCollections", "shop");
            assertThatThrownBy(connector::discover)
                    .hasMessageContaining("not authorized")
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_DENIED);
        }
    }

    @Test
    void aServerThatKnowsNoUsersOfThisKindDeniesWithoutShowingThePassword() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open(Map.of("user", "alice", "password", "env:P"))) {
            assertThatThrownBy(connector::discover)
                    .hasMessageNotContaining("resolved")
                    .asInstanceOf(type(RegistryException.class))
                    .extracting(RegistryException::code)
                    .isEqualTo(ErrorCode.SOURCE_DENIED);
        }
    }

    @Test
    void aUserWhoMayWriteIsWarnedOf() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().tellPrivileges("""
                    {authenticatedUsers: [{user: 'app', db: 'admin'}],
                     authenticatedUserRoles: [{role: 'readWriteAnyDatabase', db: 'admin'}],
                     authenticatedUserPrivileges: [{resource: {db: '', collection: ''},
                       actions: ['find', 'insert', 'remove']}]}""");
            assertThat(source.discover().warnings())
                    .singleElement()
                    .asString()
                    .contains("\"app@admin\"", "\"readWriteAnyDatabase@admin\"", "insert, remove");
            source.server().tellPrivileges("""
                    {authenticatedUsers: [{user: 'reader', db: 'admin'}],
                     authenticatedUserRoles: [{role: 'read', db: 'shop'}],
                     authenticatedUserPrivileges: [{resource: {db: 'shop', collection: ''}, actions: ['find']}]}""");
            assertThat(source.discover().warnings()).isEmpty();
        }
    }

    @Test
    void onlyWhatIsWantedIsAskedFor() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open()) {
            source.server().deny("find", "shop.customers");
            Snapshot snapshot = connector.discover(new TableSelection(List.of("orders"), List.of()));
            assertThat(snapshot.gaps()).isEmpty();
            assertThat(snapshot.tables()).hasSize(1);
        }
    }

    @Test
    void theFingerprintSeesOptionsAndIndexesAndNewShapesButNoShares() throws Exception {
        try (MongoSource source = MongoSource.with(
                        "{insert: 'c', documents: [{_id: 1, a: 1}, {_id: 2}]}",
                        "{create: 'v', viewOn: 'c', pipeline: []}");
                SourceConnector connector = source.open()) {
            Fingerprint mark = connector.fingerprint();
            source.execute("{insert: 'c', documents: [{_id: 3}, {_id: 4}]}");
            assertThat(connector.fingerprint()).as("shares").isEqualTo(mark);
            for (String command : List.of(
                    "{insert: 'c', documents: [{_id: 5, a: 'text'}]}",
                    "{collMod: 'c', validator: {a: {$exists: true}}}",
                    "{collMod: 'v', viewOn: 'c', pipeline: [{$match: {a: 1}}]}",
                    "{createIndexes: 'c', indexes: [{key: {a: 1}, name: 'a', expireAfterSeconds: 5}]}",
                    "{collMod: 'c', index: {name: 'a', expireAfterSeconds: 6}}")) {
                source.execute(command);
                assertThat(connector.fingerprint()).as(command).isNotEqualTo(mark);
                mark = connector.fingerprint();
            }
        }
    }

    @Test
    void namesAreReadAsTheyAre() throws Exception {
        readBack(HostileNames.all());
    }

    @Test
    void textsOfTheOpenSetAreReadAsTheyAre() throws Exception {
        List<String> values = new ArrayList<>();
        for (JsonNode record : EvaluationData.requireJsonLines("validation/hostile_schema.open.jsonl")) {
            values.add(record.path("value").asText());
        }
        readBack(values);
    }

    /** As names of fields, and as words in a declaration; a NUL can stand in no name. */
    private static void readBack(List<String> texts) throws Exception {
        List<String> names =
                texts.stream().filter(text -> text.indexOf('\0') < 0).distinct().toList();
        BsonDocument properties = new BsonDocument();
        names.forEach(name -> properties.append(name, new BsonDocument("description", new BsonString(name))));
        BsonDocument create = new BsonDocument("create", new BsonString("declared"))
                .append("validator", new BsonDocument("$jsonSchema", new BsonDocument("properties", properties)));
        List<String> plain = names.stream()
                .filter(name -> name.indexOf('.') < 0 && !name.startsWith("$") && !name.isEmpty())
                .toList();
        BsonDocument document = new BsonDocument("_id", new BsonInt32(1));
        plain.forEach(name -> document.append(name, new BsonInt32(1)));
        BsonDocument insert = new BsonDocument("insert", new BsonString("sampled"))
                .append("documents", new BsonArray(List.of(document)));
        try (MongoSource source = MongoSource.with(create.toJson(), insert.toJson())) {
            Table declared = source.table("declared");
            assertThat(declared.fields()).extracting(Field::name).containsExactlyElementsOf(names);
            assertThat(declared.fields().stream().map(field -> field.comment().orElse("")))
                    .containsExactlyElementsOf(names);
            assertThat(source.table("sampled").fields().stream().skip(1).map(Field::name))
                    .containsExactlyElementsOf(plain);
        }
    }
}
