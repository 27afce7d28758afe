package dev.schemaregistry.connector.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Reads a real workspace: {@code -Dslack.token.env=NAME} names the variable that holds a token. */
@EnabledIfSystemProperty(
        named = "slack.token.env",
        matches = ".+",
        disabledReason = "set -Dslack.token.env to the name of a variable that holds a token of a real workspace")
class SlackWorkspaceTest {
    @Test
    void aRealWorkspaceCanBeRead() {
        Map<String, String> settings = Map.of("workspace", "any", "token", "env:" + variable());
        try (SourceConnector connector = new SlackConnectorFactory()
                .open(new SourceId("chat"), settings, reference -> Secret.of(System.getenv(variable())))) {
            Snapshot snapshot = connector.discover();
            assertThat(snapshot.tables()).anyMatch(table -> table.kind() == TableKind.CHANNEL);
            assertThat(connector.fingerprint()).isEqualTo(connector.fingerprint());
            DryRunner runner = connector.dryRunner().orElseThrow();
            assertThat(runner.dryRun("{\"method\": \"conversations.list\"}", Limits.DEFAULT)
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
            assertThat(runner.dryRun(
                                    "{\"method\": \"conversations.info\", \"channel\": \"C000NOWHERE\"}",
                                    Limits.DEFAULT)
                            .code())
                    .isEqualTo("42P01");
        }
    }

    private static String variable() {
        return System.getProperty("slack.token.env");
    }
}
