package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.SourceProbe;
import dev.schemaregistry.server.SourceProbe.Answer;
import dev.schemaregistry.server.view.Views;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one source, or all of them, for an answer. */
@Command(
        name = "test",
        description = {
            "Connects to a source, or to all of them side by side, and asks for the schema's mark; writes nothing.",
            "Exit code 1: one can't be reached."
        })
final class SourcesTestCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "<id>", description = "The source's id; all when left out.")
    @Nullable
    SourceId id;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            defaultValue = "15",
            description = "How long each may take (default: ${DEFAULT-VALUE}).")
    long timeout;

    SourcesTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Services services = session.services();
        services.holdConfiguredSecrets();
        SourceProbe probe = new SourceProbe(services.connectors());
        Duration limit = Duration.ofSeconds(Math.max(1, timeout));
        SourceId one = id;
        if (one == null) {
            return all(probe.askAll(services.registry().listDataSources(), limit));
        }
        DataSource source = services.registry().getDataSource(one);
        Answer answer = new Answer(source, Optional.of(probe.ask(source, limit)), Optional.empty());
        session.answer(() -> json(answer), page -> show(page, answer));
        return 0;
    }

    private int all(List<Answer> answers) {
        session.answer(
                () -> Views.list("sources", answers, SourcesTestCommand::json),
                page -> answers.forEach(answer -> show(page, answer)));
        if (answers.isEmpty()) {
            session.hint("no source is registered; next: schema-registry sources add <id> <url>");
        }
        return answers.stream().allMatch(answer -> answer.took().isPresent()) ? 0 : 1;
    }

    private static ObjectNode json(Answer answer) {
        ObjectNode node = Views.object()
                .put("source", answer.source().id().value())
                .put("reachable", answer.took().isPresent());
        answer.took().ifPresent(took -> node.put("millis", took.toMillis()));
        answer.failure()
                .ifPresent(why -> node.set(
                        "error", Views.object().put("code", why.code().name()).put("message", why.getMessage())));
        return node;
    }

    private static void show(Page page, Answer answer) {
        Span name = Span.bold(answer.source().id());
        answer.took()
                .ifPresent(took -> page.line(
                        Span.good("✓ "), name, Span.plain("  answers"), Span.dim("  (" + Times.words(took) + ")")));
        answer.failure()
                .map(RegistryException::getMessage)
                .ifPresent(why -> page.line(Span.bad("✗ "), name, Span.plain("  " + why)));
    }
}
