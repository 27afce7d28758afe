package dev.schemaregistry.connector.qdrant;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.testkit.TcpProxy;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server is spoken to, and what its refusals and absences mean. */
class QdrantServerTest {
    private static final String KEY = "s3cr3t-k3y";

    @Test
    void aKeyOpensTheDoor() throws Exception {
        try (LoopbackQdrant server = LoopbackQdrant.start(KEY);
                QdrantAdministrator administrator = server.administrator(KEY);
                SourceConnector connector = open(server, "api_key=" + KEY)) {
            administrator.create("articles", 2);
            assertThat(connector.discover().tables()).hasSize(1);
            assertThat(connector.discover().warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"api_key=wr0ng-k3y", "sample_size=1"})
    void aWrongOrMissingKeyIsDenied(String option) throws Exception {
        try (LoopbackQdrant server = LoopbackQdrant.start(KEY);
                SourceConnector connector = open(server, option)) {
            assertThatThrownBy(connector::fingerprint)
                    .hasMessageContaining("UNAUTHENTICATED")
                    .hasMessageNotContaining("wr0ng")
                    .hasNoCause()
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_DENIED);
        }
    }

    @Test
    void aKeyThatNoHeaderCanCarryIsDeniedWithoutShowingIt() throws Exception {
        try (LoopbackQdrant server = LoopbackQdrant.start(KEY);
                SourceConnector connector = open(server, "api_key=wr0ng%0Ax:1")) {
            assertThatThrownBy(connector::fingerprint)
                    .hasMessageNotContaining("wr0ng")
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_DENIED);
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void aServerThatRepeatsTheKeyIsNotRepeated() throws Exception {
        try (LoopbackQdrant server = LoopbackQdrant.start(KEY);
                QdrantAdministrator administrator = server.administrator(KEY);
                SourceConnector connector = open(server, "api_key=" + KEY)) {
            administrator.create("articles", 2);
            server.refuse("articles", Status.INTERNAL.withDescription("token " + KEY + "\u001b[31m is\nodd"));
            assertThatThrownBy(connector::discover)
                    .hasMessageContaining("INTERNAL: token ***")
                    .hasMessageNotContaining(KEY)
                    .hasMessageNotContaining("\u001b")
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_FAILED);
        }
    }

    @Test
    void aForbiddenCollectionIsAGapAndTheOthersAreRead() throws Exception {
        try (LoopbackQdrant server = twoCollections();
                SourceConnector connector = open(server, "")) {
            var mark = connector.fingerprint();

            server.deny("articles");

            Snapshot snapshot = connector.discover();
            assertThat(snapshot.tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("notes");
            assertThat(snapshot.gaps()).hasSize(1);
            assertThat(snapshot.gaps().get(0).covers(TableName.of("articles"))).isTrue();
            assertThat(snapshot.gaps().get(0).covers(TableName.of("notes"))).isFalse();
            assertThat(snapshot.gaps().get(0).reason()).contains("\"articles\"", "PERMISSION_DENIED");
            assertThat(connector.marksGaps()).isTrue();
            assertThat(connector.fingerprint()).isNotEqualTo(mark);

            server.allow("articles");
            assertThat(connector.fingerprint()).isEqualTo(mark);
        }
    }

    @Test
    void tooMuchOfOneCollectionIsAGap() throws Exception {
        try (LoopbackQdrant server = twoCollections();
                SourceConnector connector = open(server, "")) {
            server.refuse("notes", Status.RESOURCE_EXHAUSTED.withDescription("rate limit"));
            Snapshot snapshot = connector.discover();
            assertThat(snapshot.tables()).hasSize(1);
            assertThat(snapshot.gaps().get(0).reason()).contains("lower sample_size");
        }
    }

    @Test
    void aCollectionThatGoesMeanwhileIsNoError() throws Exception {
        try (LoopbackQdrant server = twoCollections();
                SourceConnector connector = open(server, "")) {
            server.listVanished("articles_old");
            Snapshot snapshot = connector.discover();
            assertThat(snapshot.tables()).hasSize(2);
            assertThat(snapshot.isComplete()).isTrue();
        }
    }

    @Test
    void onlyWantedCollectionsAreAskedFor() throws Exception {
        try (LoopbackQdrant server = twoCollections();
                SourceConnector connector = open(server, "");
                SourceConnector narrow = QdrantSource.open(server.uri() + "/notes", Map.of())) {
            connector.discover(new TableSelection(List.of("art*"), List.of()));
            assertThat(server.calls().stream().filter("qdrant.Collections/Get"::equals))
                    .hasSize(1);
            assertThat(server.calls().stream().filter("qdrant.Points/Scroll"::equals))
                    .hasSize(1);
            assertThat(narrow.discover().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("notes");
            assertThat(server.calls().stream().filter("qdrant.Collections/Get"::equals))
                    .hasSize(2);
        }
    }

    @Test
    void collectionsAreReadSideBySide() throws Exception {
        try (LoopbackQdrant server = LoopbackQdrant.start();
                QdrantAdministrator administrator = server.administrator("");
                SourceConnector connector = QdrantSource.open(server.uri(), Map.of("query_timeout", "30000"))) {
            for (int i = 0; i < 8; i++) {
                administrator.create("c" + i, 2);
            }
            CountDownLatch atOnce = new CountDownLatch(4);
            AtomicBoolean alone = new AtomicBoolean();
            server.onCall(call -> {
                if (call.equals("qdrant.Collections/Get")) {
                    atOnce.countDown();
                    if (!awaitAtMost(atOnce, 20)) {
                        alone.set(true);
                    }
                }
            });
            assertThat(connector.discover().tables()).hasSize(8);
            assertThat(alone).as("a question waited for others in vain").isFalse();
        }
    }

    @Test
    void aServerThatComesBackIsReadAgain() throws Exception {
        LoopbackQdrant first = LoopbackQdrant.start();
        int port = first.port();
        try (SourceConnector connector = open(first, "")) {
            connector.discover();
            first.close();
            assertUnreachable(connector);
            assertUnreachable(connector);
            try (LoopbackQdrant second = LoopbackQdrant.startAt(port);
                    QdrantAdministrator administrator = second.administrator("")) {
                administrator.create("articles", 2);
                assertThat(connector.discover().tables()).hasSize(1);
            }
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingIsGivenUp() throws Exception {
        try (LoopbackQdrant server = twoCollections();
                TcpProxy network = TcpProxy.to("127.0.0.1", server.port());
                SourceConnector connector =
                        QdrantSource.open("qdrant://127.0.0.1:" + network.port(), Map.of("query_timeout", "1000"))) {
            connector.discover();
            network.swallow();
            assertUnreachable(connector);
        }
    }

    @Test
    void aServerThatHangsMidwayIsATimeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (LoopbackQdrant server = twoCollections();
                SourceConnector connector = QdrantSource.open(server.uri(), Map.of("query_timeout", "1000"))) {
            connector.discover();
            server.onCall(call -> {
                if (call.equals("qdrant.Points/Scroll")) {
                    assertThat(awaitAtMost(over, 60)).isTrue();
                }
            });
            assertThatThrownBy(connector::discover)
                    .hasMessageContaining("query_timeout")
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_TIMEOUT);
        } finally {
            over.countDown();
        }
    }

    @Test
    void thePortOfTheRestInterfaceIsTold() throws Exception {
        HttpServer rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        rest.start();
        try (SourceConnector connector =
                QdrantSource.open("qdrant://127.0.0.1:" + rest.getAddress().getPort(), Map.of())) {
            assertThatThrownBy(connector::discover)
                    .hasMessageContaining("6334")
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_FAILED);
        } finally {
            rest.stop(0);
        }
    }

    @Test
    void closingLeavesNoThreadBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (LoopbackQdrant server = twoCollections()) {
            SourceConnector connector = open(server, "");
            connector.discover();
            connector.fingerprint();
            connector.close();
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ours(before)).isEmpty());
    }

    @Test
    void openingAndClosingWithoutUseStartsNothing() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        QdrantSource.open("qdrant://127.0.0.1:1", Map.of()).close();
        assertThat(ours(before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"access\":\"m\"}; true",
                "{\"access\":\"r\"}; false",
                "{\"access\":[{\"collection\":\"a\",\"access\":\"r\"},{\"collection\":\"b\",\"access\":\"rw\"}]}; true",
                "{\"access\":[{\"collection\":\"a\",\"access\":\"r\"}]}; false",
                "{\"exp\":1}; false",
                "no json; false"
            })
    void aTokenThatMayWriteIsReported(String claims, boolean reported) throws Exception {
        String token = "e30." + encoded(claims) + ".c2ln";
        assertThat(KeyRights.warning(token).isPresent()).isEqualTo(reported);
        try (LoopbackQdrant server = LoopbackQdrant.start(token);
                SourceConnector connector = open(server, "api_key=" + token)) {
            assertThat(connector.discover().warnings()).hasSize(reported ? 1 : 0);
        }
        assertThat(KeyRights.warning("plain-key")).isEmpty();
    }

    private static LoopbackQdrant twoCollections() throws Exception {
        LoopbackQdrant server = LoopbackQdrant.start();
        try (QdrantAdministrator administrator = server.administrator("")) {
            administrator.create("articles", 2);
            administrator.create("notes", 2);
            administrator.put("articles", 1, 2, Map.of("title", value("a")));
        }
        return server;
    }

    @Test
    void anAddressOfTheNewProtocolIsTriedToo() throws Exception {
        try (SourceConnector nobody = QdrantSource.open("qdrant://[::1]:" + SilentServer.closedPort(), Map.of())) {
            assertUnreachable(nobody);
        }
    }

    private static SourceConnector open(LoopbackQdrant server, String option) {
        return QdrantSource.open(server.uri() + '?' + option, Map.of());
    }

    private static void assertUnreachable(SourceConnector connector) {
        assertThatThrownBy(connector::fingerprint)
                .asInstanceOf(type(SourceException.class))
                .extracting(SourceException::code)
                .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    private static Set<String> ours(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("grpc") || name.startsWith("qdrant"))
                .collect(Collectors.toSet());
    }

    private static String encoded(String claims) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean awaitAtMost(CountDownLatch latch, long seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
