package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoCatalogueTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    {$numberDouble: '1.5'} ; float64 ; double
                    'x' ; string ; string
                    {$binary: {base64: 'AAAA', subType: '00'}} ; bytes ; binData
                    {$uuid: '3b241101-e2bb-4255-8caf-4136c566a962'} ; uuid ; uuid
                    {$oid: '507f1f77bcf86cd799439011'} ; object_id ; objectId
                    true ; boolean ; bool
                    {$date: '2026-01-01T00:00:00Z'} ; timestamp_with_zone ; date
                    {$regularExpression: {pattern: 'a', options: ''}} ; regex ; regex
                    {$numberInt: '1'} ; int32 ; int
                    {$numberLong: '1'} ; int64 ; long
                    {$timestamp: {t: 1, i: 1}} ; timestamp ; timestamp
                    {$numberDecimal: '1.1'} ; decimal ; decimal
                    {$minKey: 1} ; minKey ; minKey
                    {a: 1} ; struct<a: int32> ; object
                    [1, 'x'] ; array<union<int32|string>> ; array
                    null ; json ; null
                    """, quoteCharacter = '"')
    void everyTypeHasAName(String value, String type, String nativeType) {
        try (MongoSource source = MongoSource.with("{insert: 'c', documents: [{_id: 1, v: " + value + "}]}")) {
            Field field = source.table("c").findField("v").orElseThrow();
            assertThat(field.type().text()).isEqualTo(type);
            assertThat(field.nativeType()).isEqualTo(nativeType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCollectionWithoutValidatorIsInferred() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            Table table = source.table("customers");
            assertThat(table.kind()).isEqualTo(TableKind.COLLECTION);
            assertThat(table.provenance()).isEqualTo(Provenance.inferred(2));
            assertThat(table.primaryKey()).contains(Key.of("_id_", "_id"));
            assertThat(table.findField("_id").orElseThrow().nullable()).isFalse();
            assertThat(source.discover()
                            .statistics()
                            .get(TableName.of("customers"))
                            .rows())
                    .hasValue(2);
        }
    }

    @Test
    void aValidatorIsReadAsADeclaration() throws Exception {
        try (MongoSource source = MongoSource.with("""
                {create: 'orders', validationLevel: 'moderate', validationAction: 'error', validator: {$jsonSchema: {
                  bsonType: 'object', title: 'Orders', required: ['_id', 'status', 'total'], additionalProperties: false,
                  properties: {
                    _id: {bsonType: 'objectId'},
                    status: {enum: ['new', 'paid'], description: 'where it stands'},
                    total: {bsonType: ['decimal', 'null'], minimum: 0},
                    note: {type: 'string', maxLength: 40},
                    lines: {bsonType: 'array', items: {bsonType: 'object', required: ['sku'],
                      properties: {sku: {bsonType: 'string'}, n: {bsonType: 'int'}}}},
                    any: {bsonType: 'number'},
                    extra: {bsonType: 'object', additionalProperties: {bsonType: 'long'}},
                    either: {anyOf: [{bsonType: 'int'}, {bsonType: 'string'}]},
                    level: {enum: [1, 2]}}}}}""")) {
            Table table = source.table("orders");
            assertThat(table.provenance()).isEqualTo(Provenance.DECLARED);
            assertThat(table.comment()).contains("Orders");
            assertThat(table.properties())
                    .containsEntry("closed", "true")
                    .containsEntry("validationLevel", "moderate")
                    .containsEntry("validationAction", "error");
            assertThat(table.checks())
                    .singleElement()
                    .satisfies(check -> assertThat(check.expression()).contains("$jsonSchema"));
            assertThat(types(table))
                    .isEqualTo(Map.of(
                            "_id", "object_id!",
                            "status", "enum<new|paid>!",
                            "total", "decimal",
                            "note", "string(40)",
                            "lines", "array<struct<sku: string, n: int32>>",
                            "any", "union<decimal|float64|int32|int64>",
                            "extra", "map<string, int64>",
                            "either", "union<int32|string>",
                            "level", "json"));
            assertThat(table.findField("status").orElseThrow().comment()).contains("where it stands");
            assertThat(table.findField("total").orElseThrow().properties()).containsEntry("minimum", "0");
            assertThat(table.findField("level").orElseThrow().properties()).containsEntry("enum", "[1, 2]");
            assertThat(table.fields()).allMatch(field -> field.presence().isEmpty());
        }
    }

    @Test
    void anOpenDeclarationIsFilledFromTheSample() throws Exception {
        try (MongoSource source = MongoSource.with(
                "{create: 'orders', validator: {$jsonSchema: {properties: {total: {bsonType: 'decimal'}, "
                        + "place: {bsonType: 'object', properties: {city: {bsonType: 'string'}}}, "
                        + "details: {bsonType: 'object'}}}}}",
                "{insert: 'orders', documents: [{_id: 1, total: 'wrong', place: {city: 'Rom', zip: 'x'}, "
                        + "details: {a: true}, more: 1}, {_id: 2}]}")) {
            Table table = source.table("orders");
            assertThat(table.provenance()).isEqualTo(Provenance.DECLARED);
            assertThat(types(table))
                    .isEqualTo(Map.of(
                            "_id", "int32!",
                            "total", "decimal",
                            "place", "struct<city: string, zip: string>",
                            "details", "struct<a: boolean>",
                            "more", "int32"));
            assertThat(table.findField("more").orElseThrow().presence()).hasValue(0.5);
            assertThat(table.findField("total").orElseThrow().presence()).isEmpty();
        }
    }

    @Test
    void aValidatorThatIsSwitchedOffOrSaysNothingOfFieldsDeclaresNothing() throws Exception {
        try (MongoSource source = MongoSource.with(
                "{create: 'off', validationLevel: 'off', validator: {$jsonSchema: {properties: {a: {bsonType: 'int'}}}}}",
                "{create: 'rule', validator: {$or: [{a: {$gt: 1}}]}}",
                "{create: 'both', validator: {$and: [{$jsonSchema: {required: ['a']}}, {b: 1}]}}")) {
            assertThat(source.table("off").provenance().isInferred()).isTrue();
            assertThat(source.table("rule").provenance().isInferred()).isTrue();
            assertThat(source.table("rule").checks()).hasSize(1);
            assertThat(types(source.table("both"))).isEqualTo(Map.of("a", "json"));
        }
    }

    @Test
    void viewsAndTimeSeriesSayWhatTheyAre() throws Exception {
        try (MongoSource source = MongoSource.with(
                "{insert: 'c', documents: [{_id: 1, a: 1}]}",
                "{create: 'v', viewOn: 'c', pipeline: [{$match: {a: 1}}]}",
                "{create: 'm', timeseries: {timeField: 'at', metaField: 'sensor', granularity: 'hours'}, "
                        + "expireAfterSeconds: {$numberLong: '3600'}}",
                "{create: 'k', capped: true, size: 4096, max: 10}")) {
            Table view = source.table("v");
            assertThat(view.kind()).isEqualTo(TableKind.VIEW);
            assertThat(view.definition()).contains("[{\"$match\": {\"a\": 1}}]");
            assertThat(view.properties()).containsEntry("viewOn", "c");
            assertThat(view.primaryKey()).isEmpty();
            assertThat(view.findField("a")).isPresent();
            Table series = source.table("m");
            assertThat(series.kind()).isEqualTo(TableKind.TIME_SERIES);
            assertThat(series.properties())
                    .containsEntry("timeField", "at")
                    .containsEntry("metaField", "sensor")
                    .containsEntry("granularity", "hours")
                    .containsEntry("expireAfterSeconds", "3600");
            assertThat(source.table("k").properties())
                    .containsEntry("capped", "true")
                    .containsEntry("max", "10");
        }
    }

    @Test
    void indexesOfEveryKind() throws Exception {
        try (MongoSource source = MongoSource.with("{create: 'c'}", """
                {createIndexes: 'c', indexes: [
                  {key: {a: 1, b: -1}, name: 'compound', unique: true},
                  {key: {at: 1}, name: 'ttl', expireAfterSeconds: 60},
                  {key: {a: 1}, name: 'partial', partialFilterExpression: {a: {$gt: 1}}},
                  {key: {title: 'text', body: 'text', year: 1}, name: 'words'},
                  {key: {place: '2dsphere'}, name: 'geo'},
                  {key: {'$**': 1}, name: 'wild', wildcardProjection: {a: 0}},
                  {key: {a: 'hashed'}, name: 'hash'},
                  {key: {c: 1}, name: 'sparse', sparse: true, hidden: true, collation: {locale: 'de'}}]}""")) {
            Map<String, Index> indexes =
                    source.table("c").indexes().stream().collect(Collectors.toMap(Index::name, index -> index));
            assertThat(indexes.keySet())
                    .containsExactlyInAnyOrder("compound", "ttl", "partial", "words", "geo", "wild", "hash", "sparse");
            Index compound = indexes.get("compound");
            assertThat(compound.unique()).isTrue();
            assertThat(compound.method()).isEqualTo("btree");
            assertThat(compound.parts()).containsExactly(Index.Part.field("a"), new Index.Part("b", false, true));
            assertThat(indexes.get("ttl").properties()).containsEntry("expireAfterSeconds", "60");
            assertThat(indexes.get("partial").predicate()).contains("{\"a\": {\"$gt\": 1}}");
            assertThat(indexes.get("words").method()).isEqualTo("text");
            assertThat(indexes.get("words").parts())
                    .extracting(Index.Part::text)
                    .containsExactly("body", "title", "year");
            assertThat(indexes.get("geo").method()).isEqualTo("2dsphere");
            assertThat(indexes.get("wild").method()).isEqualTo("wildcard");
            assertThat(indexes.get("wild").properties()).containsKey("wildcardProjection");
            assertThat(indexes.get("hash").method()).isEqualTo("hashed");
            assertThat(indexes.get("sparse").properties())
                    .containsEntry("sparse", "true")
                    .containsEntry("hidden", "true")
                    .containsKey("collation");
        }
    }

    @Test
    void withoutADatabaseAllAreReadButTheSystems() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().execute("other", "{insert: 'things', documents: [{_id: 1}]}");
            source.server().execute("config", "{insert: 'hidden', documents: [{_id: 1}]}");
            Snapshot snapshot = source.discover(Map.of("database", ""));
            assertThat(snapshot.defaultNamespace()).isEmpty();
            assertThat(snapshot.tables())
                    .extracting(table -> table.name().text())
                    .containsExactly("other.things", "shop.customers", "shop.names", "shop.orders");
        }
    }

    @Test
    void theSampleTakesFromBothEnds() throws Exception {
        StringBuilder documents = new StringBuilder("{_id: 0, oldest: 1}");
        for (int i = 1; i < 50; i++) {
            documents.append(", {_id: ").append(i).append('}');
        }
        try (MongoSource source =
                MongoSource.with("{insert: 'c', documents: [" + documents + ", {_id: 50, newest: 1}]}")) {
            Snapshot snapshot = source.discover(Map.of("sample_size", "5"));
            Table table = MongoSource.find(snapshot, "c");
            assertThat(table.provenance()).isEqualTo(Provenance.inferred(5));
            assertThat(table.fields()).extracting(Field::name).containsExactly("_id", "oldest", "newest");
            assertThat(table.findField("newest").orElseThrow().presence()).hasValue(0.2);
            assertThat(snapshot.statistics().get(TableName.of("c")).rows()).hasValue(51);
        }
    }

    @Test
    void everyDocumentCountsOnceWhereTheEndsMeet() throws Exception {
        for (int size : List.of(1, 2, 3, 4, 5, 6)) {
            try (MongoSource source = MongoSource.with("{insert: 'c', documents: [{_id: 1}, {_id: 2}, {_id: 3}]}")) {
                Snapshot snapshot = source.discover(Map.of("sample_size", Integer.toString(size)));
                assertThat(MongoSource.find(snapshot, "c").provenance().sampleSize())
                        .isEqualTo(Math.min(size, 3));
                assertThat(snapshot.statistics().get(TableName.of("c")).rows().orElseThrow())
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void anEmptyCollectionIsATableWithoutFields() throws Exception {
        try (MongoSource source = MongoSource.with("{create: 'c'}")) {
            assertThat(source.table("c").fields()).isEmpty();
            assertThat(source.table("c").primaryKey()).isEmpty();
            assertThat(source.table("c").provenance()).isEqualTo(Provenance.inferred(0));
        }
    }

    private static Map<String, String> types(Table table) {
        return table.fields().stream()
                .collect(Collectors.toMap(Field::name, field -> field.type().text() + (field.nullable() ? "" : "!")));
    }

    @Test
    void aTypeNobodyKnowsIsKeptByItsName() {
        assertThat(MongoTypes.findNamed("hologram")).isEmpty();
        assertThat(MongoTypes.findNamed("javascript")).contains(new DataType.Native("javascript"));
    }
}
