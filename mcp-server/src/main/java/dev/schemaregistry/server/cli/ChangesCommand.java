package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The event log. */
@Command(
        name = "changes",
        description = {
            "Shows what changed in the registry, in order.",
            "The latest changes, or with --since everything after a place in the log."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry changes                        the latest",
            "  schema-registry changes --since 120            what came after place 120",
            "  schema-registry changes --since 0 --json       everything, for a program, page by page"
        })
final class ChangesCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--since", paramLabel = "<n>", description = "A place in the log; 0 is its beginning.")
    @Nullable
    Long since;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "50",
            description = "Show at most this many (default: ${DEFAULT-VALUE}).")
    int limit;

    ChangesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (since != null && since < 0) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--since takes a place in the log, 0 for its beginning; found " + since);
        }
        SchemaRegistry registry = session.services().registry();
        int most = Math.max(1, limit);
        long last = registry.lastSequence();
        long start = since == null ? Math.max(0, last - most) : since;
        List<RegistryEvent> events = registry.changesSince(start, most);
        long reached = events.isEmpty() ? start : events.get(events.size() - 1).sequence();
        OptionalLong next = reached < last && !events.isEmpty() ? OptionalLong.of(reached) : OptionalLong.empty();
        session.answer(
                () -> {
                    ObjectNode node = Views.list("events", events, Views::event);
                    node.put("last", last);
                    next.ifPresent(place -> node.put("next", place));
                    return node;
                },
                page -> {
                    events.forEach(event -> event.accept(new Line(page)));
                    next.ifPresent(place -> page.line(Span.dim("… go on with --since " + place)));
                    if (events.isEmpty()) {
                        page.line("no changes");
                    }
                });
        return 0;
    }

    /** Draws one event. */
    private record Line(Page page) implements RegistryEvent.Visitor<Page> {
        @Override
        public Page tableChanged(RegistryEvent.TableChanged event) {
            page.line(
                    head(event),
                    Span.bold(event.ref().text()),
                    Span.plain(" " + event.version() + "  "),
                    Bumps.span(event.bump()));
            event.changes().forEach(change -> page.line("        " + ChangeText.of(change)));
            if (event.changes().isEmpty()) {
                page.line("        nothing that is shown");
            }
            return page;
        }

        @Override
        public Page sourceChanged(RegistryEvent.SourceChanged event) {
            return page.line(
                    head(event), Span.bold(event.source()), Span.plain(" source " + ChangeText.words(event.kind())));
        }

        @Override
        public Page ontologyChanged(RegistryEvent.OntologyChanged event) {
            return page.line(
                    head(event),
                    Span.bold(event.entity()),
                    Span.plain(event.removed() ? " entity removed" : " entity changed"));
        }

        @Override
        public Page valuesProfiled(RegistryEvent.ValuesProfiled event) {
            return page.line(head(event), Span.bold(event.ref().text()), Span.plain(" values looked at"));
        }

        @Override
        public Page feedbackChanged(RegistryEvent.FeedbackChanged event) {
            return page.line(
                    head(event),
                    Span.bold(event.id()),
                    Span.plain(event.removed() ? " feedback forgotten" : " feedback remembered"));
        }

        private static Span head(RegistryEvent event) {
            return Span.dim(
                    String.format(java.util.Locale.ROOT, "%6d  %s  ", event.sequence(), Times.moment(event.at())));
        }
    }
}
