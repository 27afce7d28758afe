package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolTexts;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks the source what it thinks of a query. */
@Command(
        name = "dry-run",
        description = {
            "Checks a query, then asks the source about it without running it, read-only and within limits.",
            "What was not proved to be one pure read never reaches the source. Exit code 0: accepted; 1: anything else."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry dry-run shop \"SELECT count(*) FROM orders\"",
            "  schema-registry dry-run shop @report.sql --json"
        })
final class DryRunCommand implements Callable<Integer> {
    private static final int EVERYTHING = 20_000;

    private final Session session;

    @Parameters(index = "0", paramLabel = "<source>", description = "The source to ask.")
    @Nullable
    SourceId source;

    @Parameters(index = "1", paramLabel = "<query>", description = "The query, @file, or - for standard input.")
    @Nullable
    String query;

    DryRunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String text =
                QueryInput.read(requireNonNull(query), session.surroundings().in());
        session.services().holdConfiguredSecrets();
        ToolAnswer answer = new ToolOutput(session)
                .show(
                        ToolTexts.DRY_RUN_QUERY,
                        Map.<String, Object>of(
                                "source", requireNonNull(source).value(), "query", text, "max_tokens", EVERYTHING));
        if (answer.isError()) {
            return ToolOutput.exitCode(answer);
        }
        return "ACCEPTED".equals(answer.structured().get("verdict")) ? 0 : 1;
    }
}
