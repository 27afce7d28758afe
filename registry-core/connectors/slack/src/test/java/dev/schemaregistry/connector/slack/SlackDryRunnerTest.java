package dev.schemaregistry.connector.slack;

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
import dev.schemaregistry.testkit.SlackServer;
import dev.schemaregistry.testkit.SlackServer.Call;
import dev.schemaregistry.testkit.SlackTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackDryRunnerTest implements DryRunnerContract {
    private SlackSource source;
    private SlackServer server;

    @BeforeEach
    void start() throws IOException {
        source = granted();
        server = source.server();
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
    }

    private static SlackSource granted() throws IOException {
        SlackSource source = SlackSource.start();
        source.server().grant("channels:history");
        source.server().grant("groups:history");
        return source;
    }

    @Override
    public DryRunQueries newQueries() throws Exception {
        return granted();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"method": "conversations.history", "channel": "#general"}      | conversations.history on C1, public
                    {"method": "conversations.history", "channel": "C2"}            | scope channels:history: granted
                    {"method": "conversations.history", "channel": "orders (C2)"}   | conversations.history on C2, public
                    {"method": "conversations.replies", "channel": "hiring", "ts": "1.000001"} | scope groups:history: granted
                    {"method": "conversations.info", "channel": "G1"}               | conversations.info on G1, private
                    {"method": "chat.getPermalink", "channel": "general", "message_ts": "1.000001"} | chat.getPermalink on C1, public
                    {"method": "conversations.list"}                                | scope channels:read: granted
                    {"method": "conversations.list", "types": "public_channel, private_channel"} | scope groups:read: granted
                    {"method": "users.list"}                                        | scope users:read: granted
                    {"method": "auth.test"}                                         | auth.test
                    """)
    void whatMayBeCalledIsAccepted(String call, String line) {
        DryRunReport report = dryRun(call);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.ACCEPTED);
        assertThat(report.plan().orElseThrow().lines()).contains(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"method": "conversations.history", "channel": "#genral"}       | 42P01 | no channel
                    {"method": "conversations.history", "channel": "C999"}          | 42P01 | no channel
                    {"method": "bookmarks.list", "channel_id": "C1"}                | 42501 | bookmarks:read
                    {"method": "emoji.list"}                                        | 42501 | emoji:read
                    {"method": "users.lookupByEmail", "email": "a@b.c"}             | 42501 | users:read.email
                    {"method": "chat.postMessage", "channel": "C1"}                 | POLICY_NOT_A_READ | only read
                    {"method": "conversations.history"}                             | 42601 | names no channel
                    """)
    void whatIsWrongHasACode(String call, String code, String said) {
        DryRunReport report = dryRun(call);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.REJECTED);
        assertThat(report.code()).isEqualTo(code);
        assertThat(report.message()).contains(said);
    }

    @Test
    void theScopeThatCountsIsThatOfTheChannel() {
        server.withdraw("groups:history");
        assertThat(dryRun("{\"method\": \"conversations.history\", \"channel\": \"#general\"}")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        DryRunReport hiring = dryRun("{\"method\": \"conversations.history\", \"channel\": \"#hiring\"}");
        assertThat(hiring.code()).isEqualTo("42501");
        assertThat(hiring.message()).contains("groups:history");
    }

    @Test
    void aBotReadsMessagesOnlyWhereItIsAMember() {
        server.set("C2", "is_member", false);
        DryRunReport report = dryRun("{\"method\": \"conversations.history\", \"channel\": \"C2\"}");
        assertThat(report.code()).isEqualTo("42501");
        assertThat(report.hint()).contains("invite");
        assertThat(dryRun("{\"method\": \"conversations.info\", \"channel\": \"C2\"}")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1", "#nowhere"})
    void whatCannotBeAskedIsLeftOpen(String channel) {
        server.withdraw("channels:read");
        DryRunReport report = dryRun("{\"method\": \"conversations.history\", \"channel\": \"" + channel + "\"}");
        assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
        assertThat(report.message()).contains("channels:read");
    }

    @Test
    void aLimitOfRateIsToldAndNotWaitedFor() {
        server.trouble(SlackTrouble.rateLimited(30));
        DryRunReport first = dryRun(source.right());
        assertThat(first.verdict()).isEqualTo(Verdict.UNVERIFIED);
        assertThat(first.code()).isEqualTo("RATE_LIMIT");
        assertThat(first.hint()).contains("30 s");
        assertThat(server.calls()).hasSize(1);
        assertThat(dryRun(source.right()).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aListTooLongForTheTimeIsLeftOpen() {
        try (SourceConnector connector = source.open()) {
            DryRunReport report = connector.dryRunner().orElseThrow().dryRun(source.right(), new Limits(Duration.ZERO));
            assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(report.code()).isEqualTo("57014");
        }
    }

    @Test
    void channelsAreLookedForOnEveryPage() {
        for (int i = 10; i < 1_050; i++) {
            server.addPublicChannel("C" + i, "channel-" + i);
        }
        assertThat(dryRun("{\"method\": \"conversations.history\", \"channel\": \"#channel-1049\"}")
                        .plan())
                .hasValueSatisfying(plan -> assertThat(plan).contains("C1049"));
        assertThat(methods()).containsExactly("auth.test", "conversations.list", "conversations.list");
    }

    @Test
    void onlyTheTokenAndTheChannelAreAskedFor() {
        String before = server.everything();
        dryRun(source.right());
        dryRun("{\"method\": \"conversations.history\", \"channel\": \"C1\"}");
        dryRun("{\"method\": \"users.list\"}");
        source.forbidden().forEach(this::dryRun);
        assertThat(Set.copyOf(methods())).isEqualTo(Set.of("auth.test", "conversations.list", "conversations.info"));
        assertThat(methods()).hasSize(5);
        assertThat(server.everything()).isEqualTo(before);
    }

    @Test
    void aTokenThatIsRefusedIsAnErrorNotAVerdict() {
        server.refuse("token_revoked");
        assertFails(ErrorCode.SOURCE_DENIED, source.open());
        assertFails(ErrorCode.SOURCE_UNREACHABLE, source.openDead());
    }

    private void assertFails(ErrorCode code, SourceConnector connector) {
        try (connector) {
            assertThatThrownBy(() -> connector.dryRunner().orElseThrow().dryRun(source.right(), Limits.DEFAULT))
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(code);
        }
    }

    private List<String> methods() {
        return server.calls().stream().map(Call::method).toList();
    }

    private DryRunReport dryRun(String call) {
        try (SourceConnector connector = source.open()) {
            return connector.dryRunner().orElseThrow().dryRun(call, Limits.DEFAULT);
        }
    }
}
