package dev.schemaregistry.contract.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.JsonCase;
import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlackCasesTest {
    private static final SlackContractChecker CHECKER = SlackContractChecker.create();
    private static final SchemaContext TEAM = Team.context();

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

    private static List<String> messages(String text) {
        return check(text).findings().stream().map(Finding::message).toList();
    }

    private static ContractReport check(String text) {
        return CHECKER.validate(new ContractQuery(text, TEAM));
    }
}
