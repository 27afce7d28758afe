package dev.schemaregistry.server.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: what all commands have in common. */
@Command(
        name = "schema-registry",
        synopsisSubcommandLabel = "<command>",
        description = "One versioned catalogue of all your data sources, for people and agents.",
        versionProvider = ProgramVersion.class,
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  schema-registry demo                                    the whole story on sample databases",
            "  schema-registry sources add shop sqlite:shop.db         register a data source",
            "  schema-registry introspect                              read its schema into the registry",
            "  schema-registry classify \"which customers paid late?\"   where is this answered, and why",
            "  schema-registry mcp                                     serve it all to an agent over MCP",
            "",
            "Exit codes: 0 done; 1 refused, or something was found; 2 the command or its input is wrong;",
            "74 the output could not be written.",
            "Files: ~/.data-connector holds config.yaml, registry.db and the search index;",
            "SCHEMA_REGISTRY_HOME, SCHEMA_REGISTRY_CONFIG and SCHEMA_REGISTRY_URL point elsewhere."
        })
final class RootCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--registry",
            paramLabel = "<url>",
            scope = ScopeType.INHERIT,
            description = "The registry: a SQLite file, or postgresql://… (variable SCHEMA_REGISTRY_URL).")
    @Nullable
    String registry;

    @Option(
            names = "--config",
            paramLabel = "<file>",
            scope = ScopeType.INHERIT,
            description = "The configuration file (variable SCHEMA_REGISTRY_CONFIG).")
    @Nullable
    Path configuration;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON document on stdout; errors as JSON on stderr.")
    boolean json;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours (also: variable NO_COLOR).")
    boolean noColor;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No progress and no hints.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what is done to stderr; twice: in detail, with stack traces.")
    boolean[] verbose = {};

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "How the log on stderr is written (variable " + LogFormat.VARIABLE + "; default: text).")
    @Nullable
    LogFormat logFormat;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    @Override
    public void run() {
        CommandSpec here = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(here.commandLine(), "a command is missing");
    }

    Optional<String> findRegistry() {
        return Optional.ofNullable(registry);
    }

    Optional<Path> findConfiguration() {
        return Optional.ofNullable(configuration);
    }

    LogFormat logFormat(Map<String, String> environment) {
        if (logFormat != null) {
            return logFormat;
        }
        String word = environment.getOrDefault(LogFormat.VARIABLE, "");
        return switch (word) {
            case "", "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default ->
                throw new ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(),
                        "the variable " + LogFormat.VARIABLE + " is \"" + word + "\"; use text or json");
        };
    }

    int verbosity() {
        return verbose.length;
    }
}
