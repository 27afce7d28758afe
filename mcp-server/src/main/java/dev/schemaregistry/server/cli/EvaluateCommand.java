package dev.schemaregistry.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores the program on labelled files. */
@Command(
        name = "evaluate",
        synopsisSubcommandLabel = "<what>",
        description = {
            "Scores the classifier or the contract check on files that you labelled.",
            "Predictions are written as JSON Lines, so that any scorer can judge them."
        })
final class EvaluateCommand implements Runnable {
    @Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    private EvaluateCommand() {}

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateRoutingCommand(session))
                .addSubcommand(new EvaluateTrainCommand(session))
                .addSubcommand(new EvaluateFeedbackCommand(session))
                .addSubcommand(new EvaluateValidationCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "say what to evaluate: routing, train, feedback or validation");
    }
}
