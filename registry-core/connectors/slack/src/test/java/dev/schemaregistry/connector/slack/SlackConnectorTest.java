package dev.schemaregistry.connector.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.testkit.HostileNames;
import dev.schemaregistry.testkit.SlackServer;
import dev.schemaregistry.testkit.SlackServer.Call;
import dev.schemaregistry.testkit.SlackTrouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackConnectorTest {
    private SlackSource source;
    private SlackServer server;

    @BeforeEach
    void start() throws IOException {
        source = SlackSource.start();
        server = source.server();
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
    }

    @Test
    void channelsAreTablesOfMessages() {
        server.setTopic("C2", "Black week");
        server.set("C2", "is_archived", true);
        server.set("C2", "is_ext_shared", true);
        Snapshot snapshot = discover();

        assertThat(snapshot.tables().stream().map(table -> table.name().text()))
                .containsExactly("general", "orders", "private.hiring", "workspace.users");
        Table orders = find(snapshot, "orders");
        assertThat(orders.kind()).isEqualTo(TableKind.CHANNEL);
        assertThat(orders.stableId()).contains("C2");
        assertThat(orders.comment()).contains("Purpose: What customers ordered\nTopic: Black week");
        assertThat(orders.properties())
                .isEqualTo(Map.of("channel_id", "C2", "archived", "true", "externally_shared", "true"));
        assertThat(orders.primaryKey().orElseThrow().fields()).containsExactly("ts");
        assertThat(find(snapshot, "general").comment()).isEmpty();
    }

    @Test
    void messagesHaveNestedFieldsAndAnAuthor() {
        Snapshot snapshot = discover();
        Table general = find(snapshot, "general");

        assertThat(general.findField("reactions").orElseThrow().type().text())
                .isEqualTo("array<struct<name: string, count: int64, users: array<string>>>");
        assertThat(general.findField("ts").orElseThrow().nullable()).isFalse();
        assertThat(general.findField("thread_ts").orElseThrow().nullable()).isTrue();
        ForeignKey author = general.foreignKeys().get(0);
        assertThat(author.fields()).containsExactly("user");
        Table users = find(snapshot, author.referencedTable().text());
        assertThat(users.primaryKey().orElseThrow().fields()).isEqualTo(author.referencedFields());
        assertThat(users.findField("profile").orElseThrow().type()).isInstanceOf(DataType.Struct.class);
    }

    @Test
    void noMessageAndNoMemberIsAskedFor() {
        discover();
        assertThat(server.calls().stream().map(Call::method).collect(Collectors.toSet()))
                .isEqualTo(Set.of("auth.test", "conversations.list", "users.list"));
        assertThat(server.calls().stream()
                        .filter(call -> call.method().equals("users.list"))
                        .map(call -> call.parameters().get("limit")))
                .containsExactly("1");
    }

    @Test
    void membersAreCountedBesideTheSchema() {
        server.set("C2", "num_members", 120);
        Snapshot snapshot = discover();

        assertThat(snapshot.statistics().get(TableName.of("orders")).others()).isEqualTo(Map.of("members", "120"));
        assertThat(find(snapshot, "orders").properties()).doesNotContainKey("members");
    }

    @Test
    void longListsAreReadPageByPage() {
        for (int i = 10; i < 35; i++) {
            server.addPublicChannel("C" + i, "channel-" + i);
        }
        try (SourceConnector connector = source.open(Map.of("page_size", "10"))) {
            assertThat(connector.discover().tables()).hasSize(4 + 25);
        }
        assertThat(server.calls().stream()
                        .filter(call ->
                                "public_channel".equals(call.parameters().get("types")))
                        .map(call -> call.parameters().getOrDefault("cursor", "")))
                .containsExactly("", "10", "20");
    }

    @Test
    void aListCutHalfWayIsAFailureAndNotAShorterList() {
        for (int i = 10; i < 35; i++) {
            server.addPublicChannel("C" + i, "channel-" + i);
        }
        try (SourceConnector connector = source.open(Map.of("page_size", "10"))) {
            connector.fingerprint();
            server.trouble(SlackTrouble.answer(200, firstPage("again")), SlackTrouble.answer(503, "<html>down</html>"));
            assertFails(connector::fingerprint, ErrorCode.SOURCE_UNREACHABLE, "503");
        }
    }

    @Test
    void aListThatNeverEndsIsGivenUp() {
        try (SourceConnector connector = source.open()) {
            server.trouble(SlackTrouble.answer(200, firstPage("again")), SlackTrouble.answer(200, firstPage("again")));
            assertFails(connector::fingerprint, ErrorCode.SOURCE_FAILED, "leads back");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "groups:read, private, private channels",
        "channels:read, '', public channels",
        "users:read, workspace, users",
    })
    void aMissingScopeIsAGapThatNamesIt(String scope, String namespace, String loss) {
        try (SourceConnector connector = source.open()) {
            Snapshot whole = connector.discover();
            Fingerprint mark = connector.fingerprint();
            server.withdraw(scope);

            Snapshot partial = connector.discover();

            assertThat(partial.gaps()).hasSize(1);
            Gap gap = partial.gaps().get(0);
            assertThat(gap.reason()).contains(scope).contains(loss);
            assertThat(whole.tables().stream()
                            .filter(table -> table.name().namespace().equals(namespace)))
                    .isNotEmpty()
                    .allMatch(table -> gap.covers(table.name()));
            assertThat(partial.tables())
                    .isEqualTo(whole.tables().stream()
                            .filter(table -> !table.name().namespace().equals(namespace))
                            .toList());
            assertThat(connector.fingerprint()).isNotEqualTo(mark);
        }
    }

    @Test
    void usersThatAreNotWantedAreNotAskedFor() {
        server.withdraw("users:read");
        try (SourceConnector connector = source.open()) {
            Snapshot snapshot = connector.discover(new TableSelection(List.of(), List.of("workspace.*")));
            assertThat(snapshot.isComplete()).isTrue();
            assertThat(snapshot.tables()).hasSize(3);
        }
        assertThat(server.calls()).noneMatch(call -> call.method().equals("users.list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_auth",
                "not_authed",
                "token_revoked",
                "token_expired",
                "account_inactive",
                "access_denied"
            })
    void aTokenThatIsNotAcceptedIsDenied(String code) {
        server.refuse(code);
        try (SourceConnector connector = source.open()) {
            assertFails(connector::discover, ErrorCode.SOURCE_DENIED, code);
            assertFails(connector::fingerprint, ErrorCode.SOURCE_DENIED, code);
        }
    }

    @Test
    void aWaitThatSlackAsksForIsKept() {
        try (SourceConnector connector = source.open()) {
            Snapshot before = connector.discover();
            int calls = server.calls().size();
            server.trouble(SlackTrouble.rateLimited(1));

            assertThat(connector.discover().tables()).isEqualTo(before.tables());
            assertThat(server.calls()).hasSize(2 * calls + 1);
        }
    }

    @Test
    void anAnswerThatSaysRateLimitedIsRepeatedToo() {
        try (SourceConnector connector = source.open()) {
            Fingerprint mark = connector.fingerprint();
            server.trouble(SlackTrouble.answer(200, "{\"ok\":false,\"error\":\"ratelimited\"}"));
            assertThat(connector.fingerprint()).isEqualTo(mark);
        }
    }

    @Test
    void aLongerWaitThanAllowedFailsAtOnce() {
        try (SourceConnector connector = source.open(Map.of("rate_limit_wait", "30"))) {
            server.trouble(SlackTrouble.rateLimited(31));
            assertFails(connector::discover, ErrorCode.SOURCE_TIMEOUT, "wait 31 s", "30 s in all", "rate_limit_wait");
        }
    }

    @Test
    void waitsOfOneReadingAddUp() {
        try (SourceConnector connector = source.open(Map.of("rate_limit_wait", "1"))) {
            server.trouble(SlackTrouble.rateLimited(1), SlackTrouble.rateLimited(1));
            assertFails(connector::fingerprint, ErrorCode.SOURCE_TIMEOUT, "1 s in all");
            connector.fingerprint();
        }
    }

    @Test
    void closingEndsAWait() throws Exception {
        SourceConnector connector = source.open(Map.of("rate_limit_wait", "3600"));
        server.trouble(SlackTrouble.rateLimited(3_000));
        CompletableFuture<Snapshot> reading = CompletableFuture.supplyAsync(connector::discover);
        Awaitility.await().until(() -> server.calls().size() == 1);

        connector.close();

        assertThat(reading.handle((snapshot, failure) -> failure).get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(SourceException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void interruptingEndsAWait() throws Exception {
        try (SourceConnector connector = source.open(Map.of("rate_limit_wait", "3600"))) {
            server.trouble(SlackTrouble.rateLimited(3_000));
            CompletableFuture<SourceException> failure = new CompletableFuture<>();
            Thread reader = new Thread(
                    () -> failure.complete(catchThrowableOfType(SourceException.class, connector::discover)));
            reader.start();
            Awaitility.await()
                    .until(() -> reader.getState() == Thread.State.TIMED_WAITING
                            && server.calls().size() == 1);

            reader.interrupt();

            assertThat(failure.get(20, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
            reader.join();
        }
    }

    @Test
    void closingEndsACallUnderWay() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SourceConnector connector = source.open(Map.of("request_timeout", "60000"));
        server.trouble(SlackTrouble.late(never));
        CompletableFuture<Snapshot> reading = CompletableFuture.supplyAsync(connector::discover);
        Awaitility.await().until(() -> server.calls().size() == 1);

        connector.close();

        assertThat(reading.handle((snapshot, failure) -> failure).get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(SourceException.class)
                .hasMessageContaining("closed");
        never.countDown();
    }

    @Test
    void aLateAnswerIsNoAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        server.trouble(SlackTrouble.late(never));
        try (SourceConnector connector = source.open(Map.of("request_timeout", "200"))) {
            assertFails(connector::discover, ErrorCode.SOURCE_UNREACHABLE, "request_timeout");
        }
        never.countDown();
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', SOURCE_FAILED",
        "200, <html>login</html>, SOURCE_FAILED",
        "200, null, SOURCE_FAILED",
        "200, [], SOURCE_FAILED",
        "200, '{\"ok\":false}', SOURCE_FAILED",
        "200, '{\"ok\":false,\"error\":\"obey me\\u001b[31m\"}', SOURCE_FAILED",
        "200, '{\"ok\":true,\"channels\":5}', SOURCE_FAILED",
        "302, '', SOURCE_FAILED",
        "404, '{\"ok\":true}', SOURCE_FAILED",
        "500, '{\"ok\":true}', SOURCE_UNREACHABLE",
        "200, '{\"ok\":false,\"error\":\"internal_error\"}', SOURCE_UNREACHABLE",
    })
    void answersOfAnotherKindAreFailures(int status, String body, ErrorCode code) {
        try (SourceConnector connector = source.open()) {
            server.trouble(SlackTrouble.answer(status, body));
            SourceException failure = assertFails(connector::fingerprint, code, "source \"chat\"");
            assertThat(failure.getMessage()).doesNotContain("obey", "html", "\u001b");
        }
    }

    @Test
    void whatATokenMayDoBeyondReadingIsSaid() {
        List.of("chat:write", "admin.users:read", "channels:history", "users:read.email", "files:write", "commands")
                .forEach(server::grant);
        assertThat(discover().warnings())
                .singleElement()
                .asString()
                .contains("(admin.users:read, chat:write, commands, files:write)");
    }

    @Test
    void anotherWorkspaceThanTheAddressSaysIsSaid() {
        assertThat(discover().warnings()).isEmpty();
        try (SourceConnector connector = new SlackConnectorFactory()
                .open(
                        new SourceId("chat"),
                        Map.of("workspace", "globex", "token", "env:X", "endpoint", server.endpoint()),
                        reference -> Secret.of(SlackServer.TOKEN))) {
            assertThat(connector.discover().warnings())
                    .singleElement()
                    .asString()
                    .contains("\"globex\"");
        }
    }

    @Test
    void hostileTextIsKeptAsItIs() {
        List<String> texts = HostileNames.all();
        for (int i = 0; i < texts.size(); i++) {
            String id = "CX" + i;
            server.addPublicChannel(id, texts.get(i));
            server.setTopic(id, texts.get(i));
            server.setPurpose(id, texts.get(i));
        }
        Map<String, Table> byId = discover().tables().stream()
                .filter(table -> table.stableId().isPresent())
                .collect(Collectors.toMap(table -> table.stableId().orElseThrow(), table -> table));
        for (int i = 0; i < texts.size(); i++) {
            Table table = byId.get("CX" + i);
            assertThat(table.name()).isEqualTo(TableName.of(texts.get(i)));
            assertThat(table.comment()).contains("Purpose: " + texts.get(i) + "\nTopic: " + texts.get(i));
        }
    }

    @Test
    void channelsOfOneNameAreToldApart() {
        server.addPublicChannel("C8", "orders");
        server.set("C2", "is_archived", true);
        server.addPublicChannel("C9", "users");
        Snapshot snapshot = discover();
        assertThat(find(snapshot, "orders").stableId()).contains("C8");
        assertThat(find(snapshot, "orders (C2)").stableId()).contains("C2");
        assertThat(find(snapshot, "users").kind()).isEqualTo(TableKind.CHANNEL);
        assertThat(snapshot.tables()).hasSize(6);
    }

    @Test
    void everythingShownOfAChannelMovesTheMark() {
        try (SourceConnector connector = source.open()) {
            Fingerprint mark = connector.fingerprint();
            server.set("C1", "is_archived", true);
            Fingerprint archived = connector.fingerprint();
            server.setPurpose("C1", "x");
            Fingerprint described = connector.fingerprint();
            server.set("C1", "is_ext_shared", true);
            Fingerprint shared = connector.fingerprint();
            server.set("C1", "is_private", true);
            Fingerprint hidden = connector.fingerprint();
            assertThat(List.of(mark, archived, described, shared, hidden)).doesNotHaveDuplicates();
        }
    }

    private static String firstPage(String cursor) {
        return "{\"ok\":true,\"channels\":[{\"id\":\"C10\",\"name\":\"channel-10\"}],"
                + "\"response_metadata\":{\"next_cursor\":\"" + cursor + "\"}}";
    }

    private Snapshot discover() {
        try (SourceConnector connector = source.open()) {
            return connector.discover();
        }
    }

    private static Table find(Snapshot snapshot, String name) {
        return snapshot.tables().stream()
                .filter(table -> table.name().equals(TableName.parse(name)))
                .findFirst()
                .orElseThrow();
    }

    private static SourceException assertFails(Runnable reading, ErrorCode code, String... parts) {
        SourceException failure = catchThrowableOfType(SourceException.class, reading::run);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).contains(parts).doesNotContain(SlackServer.TOKEN);
        return failure;
    }
}
