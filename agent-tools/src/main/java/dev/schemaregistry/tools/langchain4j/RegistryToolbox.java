package dev.schemaregistry.tools.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry's tools as annotated methods, for {@code AiServices.builder(…).tools(new RegistryToolbox(tools))}; each returns the
 * compact text. Says the same as {@link RegistryToolProvider}, which also passes on whether a result is a refusal. Thread-safe.
 */
public final class RegistryToolbox {
    private final RegistryTools tools;

    public RegistryToolbox(RegistryTools tools) {
        this.tools = requireNonNull(tools, "tools");
    }

    @Tool(name = ToolTexts.CLASSIFY_QUESTION, value = ToolTexts.CLASSIFY_QUESTION_TEXT)
    public String classifyQuestion(
            @P(name = "question") String question,
            @P(name = "sources", value = ToolTexts.SOURCES_ARGUMENT, required = false) @Nullable List<String> sources,
            @P(name = "limit", required = false) @Nullable Integer limit,
            @P(name = "strategy", required = false) @Nullable String strategy,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(
                ToolTexts.CLASSIFY_QUESTION,
                arguments(
                        "question",
                        question,
                        "sources",
                        sources,
                        "limit",
                        limit,
                        "strategy",
                        strategy,
                        "max_tokens",
                        maxTokens));
    }

    @Tool(name = ToolTexts.SCHEMA_SUMMARY, value = ToolTexts.SCHEMA_SUMMARY_TEXT)
    public String schemaSummary(
            @P(name = "question", required = false) @Nullable String question,
            @P(name = "tables", value = ToolTexts.TABLES_ARGUMENT, required = false) @Nullable List<String> tables,
            @P(name = "sources", value = ToolTexts.SOURCES_ARGUMENT, required = false) @Nullable List<String> sources,
            @P(name = "level", value = ToolTexts.LEVEL_ARGUMENT, required = false) @Nullable String level,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(
                ToolTexts.SCHEMA_SUMMARY,
                arguments(
                        "question",
                        question,
                        "tables",
                        tables,
                        "sources",
                        sources,
                        "level",
                        level,
                        "max_tokens",
                        maxTokens));
    }

    @Tool(name = ToolTexts.LIST_SOURCES, value = ToolTexts.LIST_SOURCES_TEXT)
    public String listSources(
            @P(name = "cursor", value = ToolTexts.CURSOR_ARGUMENT, required = false) @Nullable String cursor,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(ToolTexts.LIST_SOURCES, arguments("cursor", cursor, "max_tokens", maxTokens));
    }

    @Tool(name = ToolTexts.SEARCH_SCHEMA, value = ToolTexts.SEARCH_SCHEMA_TEXT)
    public String searchSchema(
            @P(name = "words", value = ToolTexts.WORDS_ARGUMENT) String words,
            @P(name = "sources", value = ToolTexts.SOURCES_ARGUMENT, required = false) @Nullable List<String> sources,
            @P(name = "cursor", value = ToolTexts.CURSOR_ARGUMENT, required = false) @Nullable String cursor,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(
                ToolTexts.SEARCH_SCHEMA,
                arguments("words", words, "sources", sources, "cursor", cursor, "max_tokens", maxTokens));
    }

    @Tool(name = ToolTexts.DESCRIBE_TABLE, value = ToolTexts.DESCRIBE_TABLE_TEXT)
    public String describeTable(
            @P(name = "source") String source,
            @P(name = "table", value = ToolTexts.TABLE_ARGUMENT) String table,
            @P(name = "version", value = ToolTexts.VERSION_ARGUMENT, required = false) @Nullable String version,
            @P(name = "cursor", value = ToolTexts.CURSOR_ARGUMENT, required = false) @Nullable String cursor,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(
                ToolTexts.DESCRIBE_TABLE,
                arguments(
                        "source",
                        source,
                        "table",
                        table,
                        "version",
                        version,
                        "cursor",
                        cursor,
                        "max_tokens",
                        maxTokens));
    }

    @Tool(name = ToolTexts.VALIDATE_QUERY, value = ToolTexts.VALIDATE_QUERY_TEXT)
    public String validateQuery(
            @P(name = "source") String source,
            @P(name = "query", value = ToolTexts.QUERY_ARGUMENT) String query,
            @P(name = "version", value = ToolTexts.VERSION_ARGUMENT, required = false) @Nullable String version,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(
                ToolTexts.VALIDATE_QUERY,
                arguments("source", source, "query", query, "version", version, "max_tokens", maxTokens));
    }

    @Tool(name = ToolTexts.DRY_RUN_QUERY, value = ToolTexts.DRY_RUN_QUERY_TEXT)
    public String dryRunQuery(
            @P(name = "source") String source,
            @P(name = "query", value = ToolTexts.QUERY_ARGUMENT) String query,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(ToolTexts.DRY_RUN_QUERY, arguments("source", source, "query", query, "max_tokens", maxTokens));
    }

    @Tool(name = ToolTexts.SCHEMA_CHANGES, value = ToolTexts.SCHEMA_CHANGES_TEXT)
    public String schemaChanges(
            @P(name = "source", required = false) @Nullable String source,
            @P(name = "table", value = ToolTexts.TABLE_ARGUMENT, required = false) @Nullable String table,
            @P(name = "from_version", value = ToolTexts.FROM_VERSION_ARGUMENT, required = false) @Nullable
                    String fromVersion,
            @P(name = "since", value = ToolTexts.SINCE_ARGUMENT, required = false) @Nullable Long since,
            @P(name = "max_tokens", required = false) @Nullable Integer maxTokens) {
        return call(
                ToolTexts.SCHEMA_CHANGES,
                arguments(
                        "source",
                        source,
                        "table",
                        table,
                        "from_version",
                        fromVersion,
                        "since",
                        since,
                        "max_tokens",
                        maxTokens));
    }

    private String call(String name, Map<String, @Nullable Object> arguments) {
        return tools.call(name, arguments).text();
    }

    private static Map<String, @Nullable Object> arguments(@Nullable Object... pairs) {
        Map<String, @Nullable Object> arguments = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return arguments;
    }
}
