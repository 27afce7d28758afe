package dev.schemaregistry.connector.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.DryRunnerContract;
import dev.schemaregistry.testkit.SilentServer;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.MultiVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QdrantDryRunnerTest implements DryRunnerContract {
    private LoopbackQdrant server;
    private QdrantAdministrator administrator;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackQdrant.start();
        administrator = server.administrator("");
        administrator.create("articles", 4);
        administrator.index("articles", "title", "text");
        administrator.index("articles", "year", "integer");
        administrator.index("articles", "kind", "keyword");
        administrator.index("articles", "authors[].name", "keyword");
        administrator.put("articles", 1, 4, Map.of());
        administrator.alias("latest", "articles");
        administrator.create(photos());
    }

    @AfterEach
    void stop() {
        administrator.close();
        server.close();
    }

    @Override
    public DryRunQueries newQueries() throws Exception {
        return QdrantConnectorContractTest.source();
    }

    private static CreateCollection photos() {
        VectorParams plain = VectorParams.newBuilder()
                .setSize(3)
                .setDistance(Distance.Euclid)
                .build();
        return CreateCollection.newBuilder()
                .setCollectionName("photos")
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap("image", plain)
                                .putMap(
                                        "tokens",
                                        plain.toBuilder()
                                                .setMultivectorConfig(MultiVectorConfig.getDefaultInstance())
                                                .build())))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap("words", SparseVectorParams.getDefaultInstance()))
                .setStrictModeConfig(StrictModeConfig.newBuilder()
                        .setEnabled(true)
                        .setUnindexedFilteringRetrieve(false)
                        .setMaxQueryLimit(50)
                        .setSearchMaxHnswEf(100)
                        .setSearchAllowExact(false)
                        .setSearchMaxOversampling(2.5f)
                        .setMaxTimeout(10)
                        .setFilterMaxConditions(2))
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"collection": "articles", "query": [1, 2, 3, 4]}                                              | vector of 4, cosine
                    {"collection": "latest", "query": 17, "filter": {"must": {"key": "year", "range": {"gt": 1}}}}  | filter "year": index integer
                    {"collection": "articles", "vector": [1, 2, 3, 4], "limit": 3}                                 | search on "articles", 1 points, status green
                    {"collection": "articles", "operation": "scroll", "filter": {"must": [{"key": "views", "range": {"gt": 1}}]}} | filter "views": no index
                    {"collection": "articles", "operation": "scroll", "filter": {"should": [{"nested": {"key": "authors", "filter": {"must": [{"key": "name", "match": {"value": "Ada"}}]}}}]}} | filter "authors[].name": index keyword
                    {"collection": "articles", "operation": "count", "filter": {"must_not": [{"is_empty": {"key": "kind"}}]}} | filter "kind": index keyword
                    {"collection": "articles", "operation": "scroll", "order_by": {"key": "year", "direction": "desc"}} | scroll on "articles", 1 points, status green
                    {"collection": "articles", "operation": "facet", "key": "kind"}                                | facet on "articles", 1 points, status green
                    {"collection": "articles", "query": {"recommend": {"positive": [1, [1, 2, 3, 4]]}}}             | vector of 4, cosine
                    {"collection": "articles", "query": {"fusion": "rrf"}, "prefetch": [{"query": [1, 2, 3, 4]}]}    | vector of 4, cosine
                    {"collection": "articles", "query": 1, "lookup_from": {"collection": "photos", "vector": "image"}} | vector of 4, cosine
                    {"collection": "photos", "query": [1, 2, 3], "using": "image", "limit": 50}                     | vector "image" of 3, euclidean
                    {"collection": "photos", "vector": {"name": "image", "vector": [1, 2, 3]}}                      | vector "image" of 3, euclidean
                    {"collection": "photos", "query": {"indices": [1, 7], "values": [0.1, 2]}, "using": "words"}     | sparse vector "words", dot
                    {"collection": "photos", "query": [[1, 2, 3], [4, 5, 6]], "using": "tokens"}                    | vector "tokens" of 3, euclidean
                    """)
    void whatFitsIsAcceptedWithWhatWasFound(String request, String line) {
        DryRunReport report = dryRun(request);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.ACCEPTED);
        assertThat(report.plan().orElseThrow().lines()).contains(line);
        assertThat(report.rows()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"collection": "nowhere", "query": 1}                                                          | 42P01
                    {"collection": "articles", "query": 1, "lookup_from": {"collection": "nowhere"}}               | 42P01
                    {"collection": "articles", "query": 1, "lookup_from": {"collection": "photos", "vector": "x"}}  | 42703
                    {"collection": "articles", "operation": "query_groups", "query": 1, "group_by": "kind", "with_lookup": {"collection": "nowhere"}} | 42P01
                    {"collection": "articles", "query": 1, "using": "vector"}                                      | 42703
                    {"collection": "photos", "query": [1, 2, 3]}                                                   | 42703
                    {"collection": "photos", "vector": {"name": "imgae", "vector": [1, 2, 3]}}                      | 42703
                    {"collection": "articles", "query": [1, 2]}                                                    | 42804
                    {"collection": "articles", "query": {"nearest": [1, 2]}}                                       | 42804
                    {"collection": "articles", "query": {"discover": {"target": 1, "context": [{"positive": 1, "negative": [1]}]}}} | 42804
                    {"collection": "articles", "operation": "recommend", "positive": [1, [1, 2]]}                  | 42804
                    {"collection": "articles", "query": {"fusion": "rrf"}, "prefetch": {"prefetch": [{"query": [1, 2]}]}} | 42804
                    {"collection": "articles", "query": [[1, 2, 3, 4]]}                                            | 42804
                    {"collection": "articles", "query": {"indices": [1], "values": [1]}}                           | 42804
                    {"collection": "photos", "query": [1, 2, 3], "using": "words"}                                 | 42804
                    {"collection": "photos", "query": [[1, 2, 3], [4, 5]], "using": "tokens"}                       | 42804
                    {"collection": "articles", "operation": "scroll", "order_by": "kind"}                          | NOT_INDEXED
                    {"collection": "articles", "query": {"order_by": {"key": "views"}}}                            | NOT_INDEXED
                    {"collection": "articles", "operation": "facet", "key": "title"}                               | NOT_INDEXED
                    {"collection": "photos", "operation": "scroll", "filter": {"must": {"key": "year", "match": {"value": 1}}}} | NOT_INDEXED
                    {"collection": "photos", "query": 1, "using": "image", "limit": 51}                            | POLICY_RESULT_SIZE
                    {"collection": "photos", "query": 1, "using": "image", "params": {"hnsw_ef": 101}}             | POLICY_RESULT_SIZE
                    {"collection": "photos", "query": 1, "using": "image", "params": {"exact": true}}              | 0A000
                    {"collection": "photos", "query": 1, "using": "image", "params": {"quantization": {"oversampling": 3}}} | 22003
                    {"collection": "photos", "query": 1, "using": "image", "timeout": 11}                          | 22003
                    {"collection": "articles", "operation": "delete", "filter": {}}                                | POLICY_NOT_A_READ
                    {"collection": "articles", "query": 1} {}                                                      | 42601
                    """)
    void whatIsWrongHasACode(String request, String code) {
        DryRunReport report = dryRun(request);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.REJECTED);
        assertThat(report.code()).as(report.message()).isEqualTo(code);
        assertThat(report.message()).isNotBlank();
    }

    @Test
    void strictModeCountsConditions() {
        administrator.index("photos", "a", "keyword");
        String condition = "{\"key\": \"a\", \"match\": {\"value\": \"x\"}}";
        String filter = "{\"collection\": \"photos\", \"operation\": \"count\", \"filter\": {\"must\": [%s]}}";
        assertThat(dryRun(String.format(filter, condition + ',' + condition)).verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(dryRun(String.format(filter, condition + ',' + condition + ',' + condition))
                        .code())
                .isEqualTo("POLICY_LIMIT");
    }

    @Test
    void onlyTheCatalogueIsAsked() {
        String before = server.everything();
        dryRun("{\"collection\": \"articles\", \"query\": [1, 2, 3, 4]}");
        dryRun("{\"collection\": \"articles\", \"operation\": \"scroll\"}");
        dryRun("{\"collection\": \"articles\", \"operation\": \"delete\"}");
        dryRun("nonsense");
        assertThat(Set.copyOf(
                        server.calls().subList(setUpCalls(), server.calls().size())))
                .containsExactly("qdrant.Collections/Get");
        assertThat(server.everything()).isEqualTo(before);
    }

    private int setUpCalls() {
        return server.calls().indexOf("qdrant.Collections/Get");
    }

    @Test
    void whatTheSourceLeavesOutIsNotThere() {
        administrator.alias("hidden", "photos");
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of("collection", "art*"))) {
            assertThat(dryRun(connector, "{\"collection\": \"articles\", \"query\": 1}")
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
            assertThat(dryRun(connector, "{\"collection\": \"latest\", \"query\": 1}")
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
            for (String name : Set.of("photos", "hidden")) {
                assertThat(dryRun(connector, "{\"collection\": \"" + name + "\", \"query\": 1}")
                                .code())
                        .isEqualTo("42P01");
            }
        }
    }

    @Test
    void aMissingRightIsNamed() {
        server.deny("articles");
        DryRunReport report = dryRun("{\"collection\": \"articles\", \"query\": 1}");
        assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(report.code()).isEqualTo("42501");
        assertThat(report.message()).contains("read access to collection \"articles\"");
    }

    @Test
    void aServerWithTooMuchToDoHasEarlyAnswer() {
        server.refuse("articles", Status.RESOURCE_EXHAUSTED.withDescription("Rate limiting exceeded"));
        DryRunReport report = dryRun("{\"collection\": \"articles\", \"query\": 1}");
        assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
        assertThat(report.code()).isEqualTo("RATE_LIMIT");
    }

    @Test
    void aDeadServerIsAnErrorNotAVerdict() throws Exception {
        try (SourceConnector dead = QdrantSource.open("qdrant://127.0.0.1:" + SilentServer.closedPort(), Map.of())) {
            assertThatThrownBy(() -> dryRun(dead, "{\"collection\": \"articles\", \"query\": 1}"))
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        }
    }

    private DryRunReport dryRun(String request) {
        try (SourceConnector connector = QdrantSource.open(server.uri(), Map.of())) {
            return dryRun(connector, request);
        }
    }

    private static DryRunReport dryRun(SourceConnector connector, String request) {
        return connector.dryRunner().orElseThrow().dryRun(request, Limits.DEFAULT);
    }
}
