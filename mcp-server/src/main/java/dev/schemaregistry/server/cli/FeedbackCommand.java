package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.Feedback.Verdict;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What people said of answers; alone, it lists it. */
@Command(
        name = "feedback",
        description = {
            "Which answers were right, and which were not. Questions like them are routed better from then on.",
            "The questions are kept as you write them, until they are forgotten."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry feedback confirm \"which clients owe us money?\" --table crm.accounts",
            "  schema-registry feedback reject \"which clients owe us money?\" --source shop",
            "  schema-registry feedback list",
            "  schema-registry feedback forget 3f0a9c2b7d41e658",
            "  schema-registry feedback export > feedback.jsonl",
            "  schema-registry feedback import feedback.jsonl"
        })
final class FeedbackCommand implements Callable<Integer> {
    private final Session session;

    private FeedbackCommand(Session session) {
        this.session = session;
    }

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new FeedbackCommand(session))
                .addSubcommand("confirm", new FeedbackSayCommand(session, Verdict.CONFIRMED))
                .addSubcommand("reject", new FeedbackSayCommand(session, Verdict.REJECTED))
                .addSubcommand(new FeedbackListCommand(session))
                .addSubcommand(new FeedbackForgetCommand(session))
                .addSubcommand(new FeedbackExportCommand(session))
                .addSubcommand(new FeedbackImportCommand(session));
    }

    @Override
    public Integer call() {
        return new FeedbackListCommand(session).call();
    }
}
