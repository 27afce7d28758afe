package dev.schemaregistry.connector.qdrant;

import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.HostileNames;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CompressionRatio;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.MultiVectorComparator;
import io.qdrant.client.grpc.Collections.MultiVectorConfig;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.ProductQuantization;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.SparseIndexConfig;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of a collection. */
class QdrantConnectorTest {
    private LoopbackQdrant server;
    private QdrantAdministrator administrator;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackQdrant.start();
        administrator = server.administrator("");
    }

    @AfterEach
    void stop() {
        administrator.close();
        server.close();
    }

    @Test
    void anEmptyServerIsReadCompletely() {
        Snapshot snapshot = discover();
        assertThat(snapshot.engine()).isEqualTo("Qdrant 1.18.1");
        assertThat(snapshot.tables()).isEmpty();
        assertThat(snapshot.isComplete()).isTrue();
        assertThat(snapshot.warnings()).isEmpty();
    }

    @Test
    void aCollectionHasItsIdAndItsOnlyVector() {
        administrator.create("articles", 768);

        Table table = table("articles");

        assertThat(table.kind()).isEqualTo(TableKind.VECTOR_COLLECTION);
        assertThat(table.primaryKey()).contains(Key.of("", "id"));
        assertThat(names(table)).containsExactly("id", "vector");
        assertThat(field(table, "id").nullable()).isFalse();
        assertThat(field(table, "id").type())
                .isEqualTo(new DataType.Union(
                        List.of(DataType.scalar(ScalarKind.UINT64), DataType.scalar(ScalarKind.UUID))));
        assertThat(field(table, "vector").type())
                .isEqualTo(new DataType.Vector(OptionalInt.of(768), Distance.COSINE, false));
        assertThat(field(table, "vector").properties()).containsExactly(entry("part", "vector"));
        assertThat(table.provenance()).isEqualTo(Provenance.inferred(0));
        assertThat(table.properties())
                .containsEntry("hnsw.m", "16")
                .containsEntry("on_disk_payload", "true")
                .doesNotContainKeys("aliases", "sharding_method");
    }

    @Test
    void namedVectorsTellWhatIsSpecialAboutEach() {
        VectorParamsMap named = VectorParamsMap.newBuilder()
                .putMap(
                        "text",
                        vector(4, io.qdrant.client.grpc.Collections.Distance.Dot)
                                .setOnDisk(true)
                                .setDatatype(Datatype.Float16)
                                .build())
                .putMap(
                        "image",
                        vector(8, io.qdrant.client.grpc.Collections.Distance.Euclid)
                                .setHnswConfig(
                                        HnswConfigDiff.newBuilder().setM(64).setEfConstruct(100))
                                .setQuantizationConfig(QuantizationConfig.newBuilder()
                                        .setProduct(
                                                ProductQuantization.newBuilder().setCompression(CompressionRatio.x16)))
                                .build())
                .putMap(
                        "tokens",
                        vector(2, io.qdrant.client.grpc.Collections.Distance.Manhattan)
                                .setMultivectorConfig(
                                        MultiVectorConfig.newBuilder().setComparator(MultiVectorComparator.MaxSim))
                                .setQuantizationConfig(QuantizationConfig.newBuilder()
                                        .setBinary(BinaryQuantization.getDefaultInstance()))
                                .build())
                .build();
        SparseVectorConfig sparse = SparseVectorConfig.newBuilder()
                .putMap(
                        "words",
                        SparseVectorParams.newBuilder()
                                .setModifier(Modifier.Idf)
                                .setIndex(SparseIndexConfig.newBuilder().setOnDisk(true))
                                .build())
                .build();
        administrator.create(CreateCollection.newBuilder()
                .setCollectionName("media")
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(named))
                .setSparseVectorsConfig(sparse)
                .setQuantizationConfig(QuantizationConfig.newBuilder()
                        .setScalar(ScalarQuantization.newBuilder()
                                .setType(QuantizationType.Int8)
                                .setAlwaysRam(true)))
                .build());

        Table table = table("media");

        assertThat(names(table)).containsExactly("id", "image", "text", "tokens", "words");
        assertThat(field(table, "text").type()).isEqualTo(new DataType.Vector(OptionalInt.of(4), Distance.DOT, false));
        assertThat(field(table, "text").properties())
                .containsOnly(
                        entry("part", "vector"),
                        entry("on_disk", "true"),
                        entry("datatype", "float16"),
                        entry("quantization", "scalar"),
                        entry("quantization.type", "int8"),
                        entry("quantization.always_ram", "true"));
        assertThat(field(table, "image").type())
                .isEqualTo(new DataType.Vector(OptionalInt.of(8), Distance.EUCLIDEAN, false));
        assertThat(field(table, "image").properties())
                .containsOnly(
                        entry("part", "vector"),
                        entry("hnsw.m", "64"),
                        entry("quantization", "product"),
                        entry("quantization.compression", "x16"));
        assertThat(field(table, "tokens").nativeType()).isEqualTo("multivector");
        assertThat(field(table, "tokens").type())
                .isEqualTo(new DataType.Vector(OptionalInt.of(2), Distance.MANHATTAN, false));
        assertThat(field(table, "tokens").properties())
                .containsOnly(
                        entry("part", "vector"), entry("multivector", "max_sim"), entry("quantization", "binary"));
        assertThat(field(table, "words").type())
                .isEqualTo(new DataType.Vector(OptionalInt.empty(), Distance.DOT, true));
        assertThat(field(table, "words").properties())
                .containsOnly(entry("part", "vector"), entry("modifier", "idf"), entry("on_disk", "true"));
    }

    @Test
    void whatTheCollectionSaysOfItselfIsKept() {
        administrator.create(CreateCollection.newBuilder()
                .setCollectionName("tenants")
                .setOnDiskPayload(false)
                .setShardingMethod(ShardingMethod.Custom)
                .setStrictModeConfig(
                        StrictModeConfig.newBuilder().setEnabled(true).setUnindexedFilteringRetrieve(false))
                .putMetadata("description", value("One shard a tenant"))
                .build());
        administrator.alias("z, last", "tenants");
        administrator.alias("customers", "tenants");

        Table table = table("tenants");

        assertThat(names(table)).containsExactly("id");
        assertThat(table.comment()).contains("One shard a tenant");
        assertThat(table.properties())
                .containsEntry("aliases", "customers,z\\, last")
                .containsEntry("on_disk_payload", "false")
                .containsEntry("sharding_method", "custom")
                .containsEntry("strict_mode.unindexed_filtering_retrieve", "false");
    }

    @Test
    void payloadComesFromTheSampleAndIsMarkedAsIndexedOrNot() {
        administrator.create("articles", 2);
        put("articles", 1, Map.of("title", value("a"), "views", value(3), "tags", list(List.of(value("x")))));
        put("articles", 2, Map.of("title", value("b"), "views", value(2.5), "draft", nullValue()));
        administrator.index("articles", "title", "text", textParameters());
        administrator.index("articles", "tags", "keyword", tenantParameters());
        administrator.index("articles", "views", "float");

        Table table = table("articles");

        assertThat(table.provenance()).isEqualTo(Provenance.inferred(2));
        assertThat(names(table)).containsExactly("id", "vector", "draft", "tags", "title", "views");
        assertThat(field(table, "title").type()).isEqualTo(DataType.string());
        assertThat(field(table, "title").nativeType()).isEqualTo("text");
        assertThat(field(table, "title").nullable()).isFalse();
        assertThat(field(table, "title").presence()).isEqualTo(OptionalDouble.of(1));
        assertThat(field(table, "title").properties())
                .containsOnly(entry("part", "payload"), entry("indexed", "true"), entry("index", "text"));
        assertThat(field(table, "tags").type()).isEqualTo(new DataType.Array(DataType.string()));
        assertThat(field(table, "tags").presence()).isEqualTo(OptionalDouble.of(0.5));
        assertThat(field(table, "views").type()).isEqualTo(DataType.scalar(ScalarKind.FLOAT64));
        assertThat(field(table, "draft").type()).isEqualTo(new DataType.Json());
        assertThat(field(table, "draft").properties())
                .containsOnly(entry("part", "payload"), entry("indexed", "false"));
        assertThat(table.indexes())
                .containsExactly(
                        index("tags", "keyword", Map.of("is_tenant", "true")),
                        index("title", "text", Map.of("tokenizer", "word", "lowercase", "true")),
                        index("views", "float", Map.of()));
    }

    @Test
    void whatIsIndexedIsKnownBeforeAnyPointHasIt() {
        administrator.create("places", 2);
        Map<String, DataType> expected = new LinkedHashMap<>();
        expected.put("keyword", DataType.string());
        expected.put("text", DataType.string());
        expected.put("integer", DataType.scalar(ScalarKind.INT64));
        expected.put("float", DataType.scalar(ScalarKind.FLOAT64));
        expected.put("bool", DataType.scalar(ScalarKind.BOOLEAN));
        expected.put("datetime", DataType.scalar(ScalarKind.TIMESTAMP_WITH_ZONE));
        expected.put("uuid", DataType.scalar(ScalarKind.UUID));
        expected.keySet().forEach(type -> administrator.index("places", "a_" + type, type));
        administrator.index("places", "a_geo", "geo");

        Table table = table("places");

        expected.forEach((type, dataType) -> {
            Field field = field(table, "a_" + type);
            assertThat(field.type()).as(type).isEqualTo(dataType);
            assertThat(field.nativeType()).isEqualTo(type);
            assertThat(field.nullable()).isTrue();
            assertThat(field.presence()).isEmpty();
            assertThat(field.properties()).containsEntry("indexed", "true");
        });
        assertThat(field(table, "a_geo").type().text()).isEqualTo("struct<lat: float64, lon: float64>");
    }

    @Test
    void aSeenPlaceIsTheSameAsAnIndexedOne() {
        administrator.create("places", 2);
        administrator.index("places", "at", "geo");
        DataType before = field(table("places"), "at").type();

        put("places", 1, Map.of("at", value(Map.of("lat", value(52), "lon", value(13.4)))));

        assertThat(field(table("places"), "at").type()).isEqualTo(before);
    }

    @Test
    void valuesThatAnIndexDoesNotCoverStayWhatTheyAre() {
        administrator.create("mixed", 2);
        administrator.index("mixed", "year", "integer");
        put("mixed", 1, Map.of("year", value("MMXX")));
        assertThat(field(table("mixed"), "year").type()).isEqualTo(DataType.string());
        assertThat(field(table("mixed"), "year").nativeType()).isEqualTo("string");

        put("mixed", 2, Map.of("year", value(2020)));
        assertThat(field(table("mixed"), "year").type().text()).isEqualTo("union<int64|string>");
        assertThat(field(table("mixed"), "year").properties()).containsEntry("index", "integer");
    }

    @Test
    void nestedKeysAreFoundInsideOfDocumentsAndLists() {
        administrator.create("orders", 2);
        put(
                "orders",
                1,
                Map.of(
                        "buyer", value(Map.of("name", value("Ada"), "zip", value("1"))),
                        "items", list(List.of(value(Map.of("price", value(1)))))));
        administrator.index("orders", "buyer.name", "keyword");
        administrator.index("orders", "buyer.address.city", "keyword");
        administrator.index("orders", "items[].price", "float");
        administrator.index("orders", "items[].sku", "uuid");
        administrator.index("orders", "never[].seen", "bool");
        administrator.index("orders", "\"with.dot\"", "keyword");

        Table table = table("orders");

        assertThat(names(table)).containsExactly("id", "vector", "buyer", "items", "never", "with.dot");
        assertThat(field(table, "buyer").type().text())
                .isEqualTo("struct<address: struct<city: string>, name: string, zip: string>");
        assertThat(field(table, "buyer").properties()).containsEntry("indexed", "false");
        List<Field> buyer = ((DataType.Struct) field(table, "buyer").type()).fields();
        assertThat(buyer.get(1).properties()).containsOnly(entry("indexed", "true"), entry("index", "keyword"));
        assertThat(buyer.get(1).presence()).isEqualTo(OptionalDouble.of(1));
        assertThat(buyer.get(2).properties()).containsOnly(entry("indexed", "false"));
        assertThat(field(table, "items").type().text()).isEqualTo("array<struct<price: float64, sku: uuid>>");
        assertThat(field(table, "never").type().text()).isEqualTo("array<struct<seen: boolean>>");
        assertThat(field(table, "never").nativeType()).isEqualTo("array");
        assertThat(field(table, "with.dot").properties()).containsEntry("indexed", "true");
        assertThat(table.indexes()).extracting(Index::name).contains("items[].price", "\"with.dot\"");
    }

    @Test
    void keysThatBearTheNameOfAnIdOrVectorKeepTheirNameAside() {
        VectorParamsMap named = VectorParamsMap.newBuilder()
                .putMap(
                        "id",
                        vector(2, io.qdrant.client.grpc.Collections.Distance.Dot)
                                .build())
                .putMap(
                        "text",
                        vector(2, io.qdrant.client.grpc.Collections.Distance.Dot)
                                .build())
                .build();
        administrator.create(CreateCollection.newBuilder()
                .setCollectionName("clash")
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(named))
                .build());
        put("clash", 1, Map.of("id", value(1), "text", value("t"), "payload.id", value("p")));

        Table table = table("clash");

        assertThat(names(table))
                .containsExactlyInAnyOrder(
                        "id", "vector.id", "text", "payload.id", "payload.payload.id", "payload.text");
        assertThat(field(table, "vector.id").properties())
                .containsEntry("key", "id")
                .containsEntry("part", "vector");
        assertThat(field(table, "payload.text").properties())
                .containsEntry("key", "text")
                .containsEntry("part", "payload");
    }

    @Test
    void theSampleIsTheFirstPointsByIdPageByPage() {
        administrator.create("many", 2);
        administrator.put("many", point(PointIdFactory.id(new UUID(0, 1)), Map.of("last", value("u"))));
        for (int i = 1; i <= 250; i++) {
            put("many", i, i <= 120 ? Map.of("all", value(i), "early", value(i)) : Map.of("all", value(i)));
        }

        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of("sample_size", "240"))) {
            Table table = connector.discover().tables().get(0);
            assertThat(table.provenance()).isEqualTo(Provenance.inferred(240));
            assertThat(field(table, "all").presence()).isEqualTo(OptionalDouble.of(1));
            assertThat(field(table, "early").presence()).isEqualTo(OptionalDouble.of(0.5));
            assertThat(table.findField("last")).isEmpty();
        }
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of("sample_size", "1000"))) {
            Table table = connector.discover().tables().get(0);
            assertThat(table.provenance()).isEqualTo(Provenance.inferred(251));
            assertThat(table.findField("last")).isPresent();
        }
        assertThat(field(table("many"), "all").presence()).isEqualTo(OptionalDouble.of(1));
        assertThat(table("many").provenance()).isEqualTo(Provenance.inferred(100));
    }

    @Test
    void withoutASampleOnlyIndexesTellOfThePayload() {
        administrator.create("private", 2);
        put("private", 1, Map.of("name", value("Ada"), "diagnosis", value("none")));
        administrator.index("private", "name", "keyword");

        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of("sample_size", "0"))) {
            Table table = connector.discover().tables().get(0);
            assertThat(names(table)).containsExactly("id", "vector", "name");
            assertThat(server.calls()).doesNotContain("qdrant.Points/Scroll");
        }
    }

    @Test
    void pointsAndStatusAreObservations() {
        administrator.create("articles", 2);
        put("articles", 1, Map.of("title", value("a")));
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of("sample_size", "1"))) {
            Snapshot before = connector.discover();
            var mark = connector.fingerprint();
            TableStatistics observed = before.statistics().get(TableName.of("articles"));
            assertThat(observed.rows()).isEqualTo(OptionalLong.of(1));
            assertThat(observed.observedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
            assertThat(observed.others()).containsEntry("status", "green");
            assertThat(before.warnings()).isEmpty();

            put("articles", 2, Map.of("title", value("b")));
            server.report("articles", CollectionStatus.Red, "no space\nleft");

            Snapshot after = connector.discover();
            assertThat(after.statistics().get(TableName.of("articles")).rows()).hasValue(2);
            assertThat(after.statistics().get(TableName.of("articles")).others())
                    .containsEntry("status", "red");
            assertThat(after.tables()).isEqualTo(before.tables());
            assertThat(connector.fingerprint()).isEqualTo(mark);
            assertThat(after.warnings())
                    .anyMatch(warning -> warning.contains("\"articles\" has status red"))
                    .anyMatch(warning -> warning.endsWith("no space left"));
        }
    }

    @Test
    void everyChangeOfTheSchemaMovesTheMark() {
        administrator.create("articles", 2);
        put("articles", 1, Map.of("title", value("a")));
        List<Runnable> changes = List.of(
                () -> administrator.alias("news", "articles"),
                () -> administrator.dropAlias("news"),
                () -> administrator.index("articles", "title", "keyword"),
                () -> administrator.index("articles", "title", "keyword", tenantParameters()),
                () -> administrator.index("articles", "title", "text"),
                () -> administrator.dropIndex("articles", "title"),
                () -> put("articles", 2, Map.of("title", value(7))),
                () -> put("articles", 3, Map.of("title", value("c"), "more", value(true))),
                () -> put("articles", 4, Map.of("title", value("d"), "more", value(Map.of("a", value(1))))),
                () -> put("articles", 5, Map.of("title", value("d"), "more", value(Map.of("b", value(1))))),
                () -> administrator.create("other", 2),
                () -> administrator.delete("other"));
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of())) {
            for (int i = 0; i < changes.size(); i++) {
                var mark = connector.fingerprint();
                changes.get(i).run();
                assertThat(connector.fingerprint()).as("change %d", i).isNotEqualTo(mark);
            }
        }
    }

    @Test
    void aShareThatMovesIsNoChange() {
        administrator.create("articles", 2);
        put("articles", 1, Map.of("title", value("a"), "note", value("n")));
        put("articles", 2, Map.of("title", value("a")));
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of())) {
            var mark = connector.fingerprint();
            put("articles", 3, Map.of("title", value("a")));
            assertThat(connector.fingerprint()).isEqualTo(mark);
        }
    }

    @Test
    void keysAreSortedWhereverTheyAppearFirst() {
        administrator.create("articles", 2);
        put("articles", 1, Map.of("b", value(Map.of("z", value(1)))));
        put("articles", 2, Map.of("a", value(1), "b", value(Map.of("y", value(1), "z", value(1)))));

        Table table = table("articles");

        assertThat(names(table)).containsExactly("id", "vector", "a", "b");
        assertThat(field(table, "b").type().text()).isEqualTo("struct<y: int64, z: int64>");
    }

    @Test
    void hostileNamesAreReadAsTheyAre() {
        List<String> names = HostileNames.all();
        administrator.create("hostile", 2);
        Map<String, Value> payload = new LinkedHashMap<>();
        names.forEach(name -> payload.put(name, value(name)));
        payload.put("", value("empty"));
        put("hostile", 1, payload);

        Table table = table("hostile");

        assertThat(names(table)).containsAll(names).contains("");
    }

    private Snapshot discover() {
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of())) {
            return connector.discover();
        }
    }

    private Table table(String name) {
        return discover().tables().stream()
                .filter(table -> table.name().equals(TableName.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private void put(String collection, long id, Map<String, Value> payload) {
        administrator.put(collection, id, 2, payload);
    }

    private static PointStruct point(io.qdrant.client.grpc.Common.PointId id, Map<String, Value> payload) {
        return PointStruct.newBuilder().setId(id).putAllPayload(payload).build();
    }

    private static VectorParams.Builder vector(int size, io.qdrant.client.grpc.Collections.Distance distance) {
        return VectorParams.newBuilder().setSize(size).setDistance(distance);
    }

    private static PayloadIndexParams textParameters() {
        return PayloadIndexParams.newBuilder()
                .setTextIndexParams(TextIndexParams.newBuilder()
                        .setTokenizer(TokenizerType.Word)
                        .setLowercase(true))
                .build();
    }

    private static PayloadIndexParams tenantParameters() {
        return PayloadIndexParams.newBuilder()
                .setKeywordIndexParams(KeywordIndexParams.newBuilder().setIsTenant(true))
                .build();
    }

    private static Index index(String key, String method, Map<String, String> parameters) {
        return new Index(
                key,
                List.of(Index.Part.field(key)),
                false,
                method,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                parameters);
    }

    private static List<String> names(Table table) {
        return table.fields().stream().map(Field::name).toList();
    }

    private static Field field(Table table, String name) {
        return table.findField(name).orElseThrow();
    }
}
