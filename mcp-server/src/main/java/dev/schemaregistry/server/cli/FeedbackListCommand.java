package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Slice;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All that people said. */
@Command(name = "list", description = "Lists what was confirmed and rejected, by id.")
final class FeedbackListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    PageOptions paging = new PageOptions();

    FeedbackListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Slice<Feedback> slice =
                paging.cut(session.services().registry().feedback().list(), Feedback::id);
        session.answer(
                () -> {
                    ObjectNode node = Views.list("feedback", slice.items(), JsonText::tree);
                    slice.addTo(node);
                    return node;
                },
                page -> {
                    page.rows(Page.withHeadings(
                            slice.items().stream().map(FeedbackListCommand::row).toList(),
                            "ID",
                            "VERDICT",
                            "ABOUT",
                            "QUESTION"));
                    PageOptions.tell(slice, page);
                });
        if (slice.total() == 0) {
            session.hint(
                    "nothing was said yet; next: schema-registry feedback confirm <question> --table <source.table>");
        }
        return 0;
    }

    private static List<Span> row(Feedback said) {
        return List.of(
                Span.bold(said.id()),
                Span.plain(said.verdict().name().toLowerCase(Locale.ROOT)),
                Span.plain(about(said)),
                Span.dim(Excerpts.of(Optional.of(said.question()))));
    }

    /** Sources that its tables name already are not repeated. */
    private static String about(Feedback said) {
        Stream<String> sources = said.sources().stream()
                .filter(source ->
                        said.tables().stream().noneMatch(table -> table.source().equals(source)))
                .map(SourceId::value);
        return Stream.concat(sources, said.tables().stream().map(TableRef::text))
                .collect(Collectors.joining(", "));
    }
}
