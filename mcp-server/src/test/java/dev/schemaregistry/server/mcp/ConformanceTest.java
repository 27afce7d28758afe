package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's own conformance suite against the server as {@code serve} mounts it; skipped where npm can't fetch it. */
@Timeout(300)
class ConformanceTest {
    private static final int SCENARIOS = 32;
    /** One scenario in the suite's summary: a mark, a name, how many checks passed and failed. */
    private static final Pattern SUMMARY = Pattern.compile("(?m)^\\s*(\\S) ([a-z0-9-]+): (\\d+) passed, (\\d+) failed");
    /** None needs a fixture: they are about what every server has. */
    private static final List<String> WITHOUT_FIXTURE = List.of(
            "server-initialize",
            "ping",
            "logging-set-level",
            "completion-complete",
            "tools-list",
            "resources-list",
            "prompts-list",
            "server-sse-multiple-streams",
            "dns-rebinding-protection");

    @TempDir
    Path folder;

    @Test
    void everyScenarioPassesWithTheFixtureItWants() throws Exception {
        NodeTool suite = NodeTool.install("@modelcontextprotocol/conformance", "0.1.16");
        try (Services services = ServedShop.services(folder);
                ApiServer server = serve(services)) {
            NodeTool.Outcome outcome = suite.run(
                    "conformance",
                    List.of("server", "--url", address(server), "--suite", "all", "--output-dir", folder.toString()));
            List<String> failed = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            for (MatchResult scenario :
                    SUMMARY.matcher(outcome.out() + outcome.err()).results().toList()) {
                seen.add(scenario.group(2));
                if (!scenario.group(4).equals("0")) {
                    failed.add(scenario.group());
                }
            }
            assertThat(seen).as(outcome.out()).hasSize(SCENARIOS);
            assertThat(failed).as(outcome.out()).isEmpty();
            assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        }
    }

    @Test
    void theServerAsItIsPassesWhatNeedsNoFixture() throws Exception {
        NodeTool suite = NodeTool.install("@modelcontextprotocol/conformance", "0.1.16");
        try (ServedShop shop = ServedShop.start(folder)) {
            for (String scenario : WITHOUT_FIXTURE) {
                NodeTool.Outcome outcome = suite.run(
                        "conformance", List.of("server", "--url", shop.mcp().toString(), "--scenario", scenario));
                assertThat(outcome.exitCode())
                        .as(scenario + "\n" + outcome.out() + outcome.err())
                        .isZero();
            }
        }
    }

    private static ApiServer serve(Services services) {
        Protocol protocol = new Protocol(services.offer(), ProtocolMapper.create());
        return ApiServer.start(
                services,
                ApiSettings.loopback(0),
                McpHttpEndpoint.open(
                        protocol, ConformanceFixture.over(protocol), SessionLimits.DEFAULT, Clock.systemUTC()));
    }

    private static String address(ApiServer server) {
        return "http://127.0.0.1:" + server.port() + McpHttpEndpoint.PATH;
    }
}
