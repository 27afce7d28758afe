package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.server.ErrorStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one sentence, the next step, and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 1;

    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        if (failure instanceof RegistryException known) {
            tell(known.code().name(), known.getMessage(), nextStep(known.code()), known);
            return ErrorStatus.of(known.code()).exitCode();
        }
        tell(
                "INTERNAL",
                "the program failed unexpectedly (" + failure.getClass().getSimpleName() + ")",
                Optional.of("run it again with -v -v and report what it prints, with the version that --version shows"),
                failure);
        return FAILED;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        if (List.of(arguments).contains("--json")) {
            session.preferJson();
        }
        CommandLine command = failure.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        tell("USAGE", sentence(failure), Optional.of(help), null);
        return WRONG_USAGE;
    }

    private static String sentence(ParameterException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("the command is not understood");
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            String nearest = String.join(
                    ", ",
                    unmatched
                            .getSuggestions()
                            .subList(0, Math.min(3, unmatched.getSuggestions().size())));
            return message + "; nearest: " + nearest;
        }
        return message;
    }

    private void tell(
            String code, String sentence, Optional<String> next, @org.jspecify.annotations.Nullable Throwable failure) {
        if (session.isJson()) {
            ObjectNode error = JsonNodeFactory.instance.objectNode();
            error.put("code", code).put("message", sentence);
            next.ifPresent(step -> error.put("next_step", step));
            session.errorJson(JsonNodeFactory.instance.objectNode().set("error", error));
        } else {
            session.errorPage().line(Span.bad("error: "), Span.plain(sentence));
            next.ifPresent(step -> session.errorPage().line(Span.dim("  try: "), Span.plain(step)));
        }
        if (failure != null && session.verbosity() > 1) {
            tellInDetail(failure);
        }
    }

    private void tellInDetail(Throwable failure) {
        if (session.logFormat() == LogFormat.JSON) {
            Logging.failed(failure);
            return;
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        session.errorPage().block(trace.toString());
    }

    private static Optional<String> nextStep(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_SOURCE -> Optional.of("schema-registry sources list");
            case UNKNOWN_TABLE -> Optional.of("schema-registry list <source>");
            case UNKNOWN_VERSION -> Optional.of("schema-registry versions <source.table>");
            case UNKNOWN_FEEDBACK -> Optional.of("schema-registry feedback list");
            case UNKNOWN_ENTITY -> Optional.of("schema-registry ontology list");
            case SOURCE_UNREACHABLE, SOURCE_DENIED, SOURCE_TIMEOUT ->
                Optional.of("schema-registry sources test <source>");
            case STORE_CORRUPT, STORE_FAILED, STORE_UNREACHABLE, INDEX_FAILED, STORE_FULL ->
                Optional.of("schema-registry doctor");
            default -> Optional.empty();
        };
    }
}
