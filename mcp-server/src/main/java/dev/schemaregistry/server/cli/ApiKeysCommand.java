package dev.schemaregistry.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with the keys of callers over HTTP. */
@Command(
        name = "api-keys",
        description = "Makes API keys for callers of serve, and lists those of the configuration.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry api-keys new planner --scope read --scope validate",
            "  schema-registry api-keys new nightly --scope introspect --expires 2027-06-30",
            "  schema-registry api-keys list"
        })
final class ApiKeysCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    private ApiKeysCommand() {}

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new ApiKeysCommand())
                .addSubcommand(new ApiKeysNewCommand(session))
                .addSubcommand(new ApiKeysListCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: new or list");
    }
}
