package dev.schemaregistry.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with the configuration file. */
@Command(
        name = "config",
        description = "Checks the configuration file, and shows its JSON Schema.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry config check",
            "  schema-registry config check ./config.yaml",
            "  schema-registry config schema > config.schema.json"
        })
final class ConfigCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    private ConfigCommand() {}

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCheckCommand(session))
                .addSubcommand(new ConfigSchemaCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: check or schema");
    }
}
