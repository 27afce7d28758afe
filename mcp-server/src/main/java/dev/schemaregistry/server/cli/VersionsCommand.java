package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.server.view.Slice;
import dev.schemaregistry.server.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The history of one table. */
@Command(
        name = "versions",
        description = "Lists every version of a table, oldest first, with what changed; a removed table's too.",
        footerHeading = "%nExamples:%n",
        footer = {"  schema-registry versions shop.customers", "  schema-registry diff shop.customers 1.0.0 2.0.0"})
final class VersionsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<source.table>", description = "The table.")
    @Nullable
    TableArgument table;

    @Mixin
    PageOptions paging = new PageOptions();

    VersionsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        TableRef subject = java.util.Objects.requireNonNull(table).subject(registry);
        List<Step> steps = steps(registry, subject);
        Slice<Step> slice = paging.cut(steps, step -> step.version().version().toString());
        session.answer(
                () -> {
                    ObjectNode node = Views.list("versions", slice.items(), Step::json);
                    slice.addTo(node);
                    return node.put("table", subject.text());
                },
                page -> {
                    slice.items().forEach(step -> step.show(page));
                    PageOptions.tell(slice, page);
                });
        return 0;
    }

    private static List<Step> steps(SchemaRegistry registry, TableRef subject) {
        List<Step> steps = new ArrayList<>();
        @Nullable TableVersion before = null;
        for (TableVersion version : registry.listVersions(subject)) {
            steps.add(new Step(version, changes(registry, subject, before, version)));
            before = version;
        }
        return steps;
    }

    private static List<SchemaChange> changes(
            SchemaRegistry registry, TableRef subject, @Nullable TableVersion before, TableVersion version) {
        if (version.removed()) {
            return List.of(new SchemaChange.TableRemoved(version.table()));
        }
        if (before == null || before.removed()) {
            return List.of(new SchemaChange.TableAdded(version.table()));
        }
        SemanticVersion from = before.version();
        return registry.diff(subject, from, version.version());
    }

    /** A version and how it came from the one before. */
    private record Step(TableVersion version, List<SchemaChange> changes) {
        ObjectNode json() {
            ObjectNode node = Views.versionLine(version);
            node.set("summary", Views.summary(changes));
            return node;
        }

        void show(Page page) {
            page.line(
                    Span.bold(version.version()),
                    Span.dim("  revision " + version.revision() + ", " + Times.moment(version.createdAt())));
            changes.forEach(change -> page.line("    " + ChangeText.of(change)));
        }
    }
}
