package dev.schemaregistry.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The business words; alone, it lists them. */
@Command(
        name = "ontology",
        description = {
            "Business words, their synonyms and the tables that hold them.",
            "Questions are understood through them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry ontology list",
            "  schema-registry ontology add Customer --synonym client --synonym buyer --table crm.accounts",
            "  schema-registry ontology import words.json",
            "  schema-registry ontology remove Customer"
        })
final class OntologyCommand implements Callable<Integer> {
    private final Session session;

    private OntologyCommand(Session session) {
        this.session = session;
    }

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new OntologyCommand(session))
                .addSubcommand(new OntologyListCommand(session))
                .addSubcommand(new OntologyAddCommand(session))
                .addSubcommand(new OntologyImportCommand(session))
                .addSubcommand(new OntologyRemoveCommand(session));
    }

    @Override
    public Integer call() {
        return new OntologyListCommand(session).call();
    }
}
