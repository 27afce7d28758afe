package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Writes what was said. */
@Command(
        name = "export",
        description =
                "Prints what was said, a JSON document a line, for \"feedback import\"; with --json, one document.")
final class FeedbackExportCommand implements Callable<Integer> {
    private final Session session;

    FeedbackExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Feedback> all = session.services().registry().feedback().list();
        session.answer(
                () -> Views.list("feedback", all, JsonText::tree),
                page -> all.forEach(said -> page.block(JsonText.compact(JsonText.tree(said)))));
        return 0;
    }
}
