package dev.schemaregistry.contract.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.JsonCase;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlackCasesTest {
    private static final SlackContractChecker CHECKER = SlackContractChecker.create();
    private static final SchemaContext TEAM = SchemaContext.of(
            new SourceId("team"),
            Dialect.SLACK,
            "Slack",
            "public",
            List.of(
                    channel(TableName.of("general"), "C01"),
                    channel(new TableName("private", "secret"), "C02"),
                    users()),
            Map.of());

    static Stream<JsonCase> cases() throws IOException {
        return JsonCase.read("slack/slack-cases.jsonl");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesCalls(JsonCase call) {
        call.judge(check(call.text()));
    }

    @Test
    void namesTheScopeThatTheChannelNeeds() {
        assertThat(messages("{\"method\": \"conversations.history\", \"channel\": \"general\"}"))
                .anyMatch(message -> message.endsWith("needs the scope channels:history"))
                .anyMatch(message -> message.contains("about 50 times a minute"));
        assertThat(messages("{\"method\": \"conversations.history\", \"channel\": \"secret\"}"))
                .anyMatch(message -> message.endsWith("needs the scope groups:history"));
    }

    @Property
    void anyTextGetsAVerdict(@ForAll String text) {
        assertThat(check(text).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(check("{\"method\": \"users.info\", \"user\": " + text + "}").findings())
                .extracting(Finding::code)
                .doesNotContain("CHECK_INCOMPLETE");
    }

    private static List<String> messages(String text) {
        return check(text).findings().stream().map(Finding::message).toList();
    }

    private static ContractReport check(String text) {
        return CHECKER.validate(new ContractQuery(text, TEAM));
    }

    private static Table channel(TableName name, String id) {
        return Table.builder(name, TableKind.CHANNEL)
                .fields(
                        text("ts"),
                        text("user"),
                        text("text"),
                        text("thread_ts"),
                        Field.of(
                                "reactions",
                                new DataType.Array(new DataType.Struct(Optional.empty(), List.of(text("name"))))))
                .properties(Map.of("channel_id", id))
                .build();
    }

    private static Table users() {
        return Table.builder(new TableName("workspace", "users"), TableKind.TABLE)
                .fields(
                        text("id"),
                        text("name"),
                        Field.of("profile", new DataType.Struct(Optional.empty(), List.of(text("email")))))
                .build();
    }

    private static Field text(String name) {
        return Field.of(name, DataType.string());
    }
}
