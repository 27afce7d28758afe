package dev.schemaregistry.server.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The commands by name, in the order of the help. */
final class Commands {
    private static final Set<String> NEED_ALL = Set.of("completion", "help");
    private static final Map<String, Function<Session, Object>> ALL = table();

    private Commands() {}

    /**
     * The commands that a run may need: those whose names occur among the arguments, or all of them. A command costs time when
     * it is put together, and a client that starts an MCP server waits for it.
     */
    static Map<String, Function<Session, Object>> neededFor(String... arguments) {
        Map<String, Function<Session, Object>> named = new LinkedHashMap<>(ALL);
        named.keySet().retainAll(Arrays.asList(arguments));
        boolean all = named.isEmpty() || named.keySet().stream().anyMatch(NEED_ALL::contains);
        return all ? ALL : named;
    }

    private static Map<String, Function<Session, Object>> table() {
        Map<String, Function<Session, Object>> table = new LinkedHashMap<>();
        table.put("demo", DemoCommand::new);
        table.put("init", InitCommand::new);
        table.put("config", ConfigCommand::with);
        table.put("sources", SourcesCommand::with);
        table.put("introspect", IntrospectCommand::new);
        table.put("status", StatusCommand::new);
        table.put("watch", WatchCommand::with);
        table.put("list", ListCommand::new);
        table.put("show", ShowCommand::new);
        table.put("search", SearchCommand::new);
        table.put("classify", ClassifyCommand::new);
        table.put("summary", SummaryCommand::new);
        table.put("validate", ValidateCommand::new);
        table.put("validate-plan", ValidatePlanCommand::new);
        table.put("dry-run", DryRunCommand::new);
        table.put("versions", VersionsCommand::new);
        table.put("diff", DiffCommand::new);
        table.put("compatibility", CompatibilityCommand::new);
        table.put("changes", ChangesCommand::new);
        table.put("ontology", OntologyCommand::with);
        table.put("feedback", FeedbackCommand::with);
        table.put("mcp", McpCommand::new);
        table.put("serve", ServeCommand::new);
        table.put("api-keys", ApiKeysCommand::with);
        table.put("backup", BackupCommand::new);
        table.put("verify", VerifyCommand::new);
        table.put("restore", RestoreCommand::new);
        table.put("migrate-store", MigrateStoreCommand::new);
        table.put("doctor", DoctorCommand::new);
        table.put("cleanup-test", CleanupTestCommand::new);
        table.put("evaluate", EvaluateCommand::with);
        table.put("completion", CompletionCommand::new);
        table.put("help", session -> new HelpCommand());
        return table;
    }
}
