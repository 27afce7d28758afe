package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What two versions of a table differ in. */
@Command(
        name = "diff",
        description = "Shows what changed between two versions of a table, and how heavy it weighs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry diff shop.customers 1.0.0 2.0.0",
            "  schema-registry diff shop.customers 1.0.0            up to the latest version"
        })
final class DiffCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<source.table>", description = "The table.")
    @Nullable
    TableArgument table;

    @Parameters(index = "1", paramLabel = "<from>", description = "A version such as 1.0.0.")
    @Nullable
    SemanticVersion from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "<to>", description = "A version; the latest when left out.")
    @Nullable
    SemanticVersion to;

    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        TableRef subject = java.util.Objects.requireNonNull(table).subject(registry);
        SemanticVersion first = java.util.Objects.requireNonNull(from);
        SemanticVersion last = to == null ? registry.getLatestVersion(subject).version() : to;
        List<SchemaChange> changes = registry.diff(subject, first, last);
        VersionBump bump = registry.weigh(changes);
        session.answer(
                () -> {
                    ObjectNode node = Views.object().put("table", subject.text());
                    node.set("from", JsonText.tree(first));
                    node.set("to", JsonText.tree(last));
                    node.set("bump", JsonText.tree(bump));
                    node.set("summary", Views.summary(changes));
                    node.set("changes", Views.array(changes, JsonText::tree));
                    return node;
                },
                page -> {
                    page.line(
                            Span.bold(subject.text()),
                            Span.plain("  " + first + " → " + last + "  "),
                            Bumps.span(bump));
                    changes.forEach(change -> page.line("  " + ChangeText.of(change)));
                    if (changes.isEmpty()) {
                        page.line("  no difference");
                    }
                });
        return 0;
    }
}
