package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.config.ConfigurationSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The schema, for editors. */
@Command(name = "schema", description = "Prints the JSON Schema of the configuration file, for editors and checks.")
final class ConfigSchemaCommand implements Callable<Integer> {
    private final Session session;

    ConfigSchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.surroundings().out().print(ConfigurationSchema.text());
        return 0;
    }
}
