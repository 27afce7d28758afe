package dev.schemaregistry.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What there is to do with sources; alone, it lists them. */
@Command(
        name = "sources",
        description = "Registers, lists, tests and removes data sources.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry sources list",
            "  schema-registry sources add shop sqlite:./shop.db --description \"Web shop\"",
            "  schema-registry sources add crm postgresql://reader@db/crm --credential env:CRM_PASSWORD",
            "  schema-registry sources test crm",
            "  schema-registry sources remove shop"
        })
final class SourcesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    PageOptions paging = new PageOptions();

    private SourcesCommand(Session session) {
        this.session = session;
    }

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new SourcesCommand(session))
                .addSubcommand(new SourcesListCommand(session))
                .addSubcommand(new SourcesAddCommand(session))
                .addSubcommand(new SourcesShowCommand(session))
                .addSubcommand(new SourcesTestCommand(session))
                .addSubcommand(new SourcesRemoveCommand(session));
    }

    @Override
    public Integer call() {
        SourceList.show(session, paging);
        return 0;
    }
}
