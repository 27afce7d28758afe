package dev.schemaregistry.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The completion script for a shell. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in your shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(schema-registry completion bash)      for this shell",
            "  schema-registry completion zsh > ~/.schema-registry-completion.zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<shell>", description = "One of: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Shell shell;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandSpec here = java.util.Objects.requireNonNull(spec);
        // One script serves both: under zsh it switches on zsh's own support for bash completions.
        String script = AutoComplete.bash("schema-registry", here.root().commandLine());
        session.surroundings().out().print(script);
        session.surroundings().out().flush();
        return 0;
    }

    /** The shells. */
    enum Shell {
        bash,
        zsh
    }
}
