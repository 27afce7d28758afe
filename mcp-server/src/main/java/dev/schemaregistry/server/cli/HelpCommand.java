package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code --help} shows, for those who ask in words. */
@Command(name = "help", description = "Shows the help of the program or of a command.")
final class HelpCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "<command>", description = "A command, such as: sources add.")
    @Nullable
    List<String> path;

    @Override
    public Integer call() {
        CommandLine shown = requireNonNull(spec).root().commandLine();
        for (String name : path == null ? List.<String>of() : path) {
            CommandLine next = shown.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no command \"" + name + "\"; there are "
                                + String.join(", ", shown.getSubcommands().keySet()));
            }
            shown = next;
        }
        shown.usage(shown.getOut());
        return 0;
    }
}
