package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The MCP Inspector's command line, from npm. */
record Inspector(NodeTool tool) {

    /** Installs it unless it is there; skips the test where npm can't. */
    static Inspector install() throws IOException, InterruptedException {
        return new Inspector(NodeTool.install("@modelcontextprotocol/inspector", "2.12.0"));
    }

    /** Runs one command against the sample server, expecting an exit code; gives what it printed. */
    JsonNode run(int exitCode, String... arguments) throws IOException, InterruptedException {
        return run(SampleServer.command(), exitCode, arguments);
    }

    /** The same against a server that listens. */
    JsonNode runAt(URI server, String token, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        List<String> target =
                List.of(server.toString(), "--transport", "http", "--header", "Authorization: Bearer " + token);
        return run(target, exitCode, arguments);
    }

    private JsonNode run(List<String> target, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("--cli"));
        line.addAll(target);
        line.addAll(List.of(arguments));
        NodeTool.Outcome outcome = tool.run("mcp-inspector", line);
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(exitCode);
        return new ObjectMapper().readTree(outcome.out());
    }
}
