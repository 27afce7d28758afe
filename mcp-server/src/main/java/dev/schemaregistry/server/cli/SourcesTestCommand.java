package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.SourceProbe;
import dev.schemaregistry.server.view.Views;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one source whether it answers. */
@Command(
        name = "test",
        description =
                "Connects to a source and asks for its schema's mark; writes nothing. Exit code 1: it can't be reached.")
final class SourcesTestCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<id>", description = "The source's id.")
    @Nullable
    SourceId id;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            defaultValue = "15",
            description = "How long it may take (default: ${DEFAULT-VALUE}).")
    long timeout;

    SourcesTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Services services = session.services();
        services.holdConfiguredSecrets();
        DataSource source = services.registry().getDataSource(requireNonNull(id));
        Duration took = new SourceProbe(services.connectors()).ask(source, Duration.ofSeconds(Math.max(1, timeout)));
        session.answer(
                () -> Views.object()
                        .put("source", source.id().value())
                        .put("reachable", true)
                        .put("millis", took.toMillis()),
                page -> page.line(
                        Span.good("✓ "),
                        Span.bold(source.id()),
                        Span.plain("  answers"),
                        Span.dim("  (" + Times.words(took) + ")")));
        return 0;
    }
}
