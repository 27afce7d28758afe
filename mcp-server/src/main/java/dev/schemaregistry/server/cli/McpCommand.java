package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.ConfigurationWatch;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.mcp.McpStdioServer;
import dev.schemaregistry.server.mcp.StdioStreams;
import dev.schemaregistry.watch.Watcher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves an agent. */
@Command(
        name = "mcp",
        description = {
            "Serves the registry to an agent over MCP on standard input and output, until the input ends.",
            "Nothing else is written to standard output; logs go to standard error."
        },
        footerHeading = "%nAn entry for an MCP client:%n",
        footer = {
            "  {\"mcpServers\": {\"schema-registry\": {\"command\": \"/path/to/schema-registry\", \"args\":"
                    + " [\"mcp\"]}}}"
        })
final class McpCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--watch", description = "Keep looking at the sources meanwhile, as the command watch does.")
    boolean watch;

    McpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StdioStreams streams = StdioStreams.claim();
        Services services = session.creatingServices();
        services.sources().takeOver(services.configuration());
        AgentOffer offer = services.offer();
        services.warmUp();
        try (Watcher watcher = services.watcher();
                ConfigurationWatch file = services.watchConfiguration(registered -> refresh(watcher))) {
            file.start();
            if (watch) {
                watcher.start();
            }
            McpStdioServer.run(offer, streams.in(), streams.out());
        }
        return 0;
    }

    private void refresh(Watcher watcher) {
        if (watch) {
            watcher.refresh();
        }
    }
}
