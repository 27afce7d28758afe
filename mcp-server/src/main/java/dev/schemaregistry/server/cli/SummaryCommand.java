package dev.schemaregistry.server.cli;

import dev.schemaregistry.tools.ToolTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The schema as a model would get it. */
@Command(
        name = "summary",
        description = {
            "The schema that a prompt needs, within a number of tokens: keys, joins and what matches first.",
            "Give a question, or the tables as source.table."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry summary \"which customers paid late?\" --max-tokens 500",
            "  schema-registry summary shop.customers shop.orders"
        })
final class SummaryCommand implements Callable<Integer> {
    private static final Pattern TABLE = Pattern.compile("[a-z][\\w-]*(\\.[A-Za-z_]\\w*)+");

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "<question or tables>",
            description = "A question, or tables as source.table.")
    @Nullable
    List<String> words;

    @Option(
            names = "--max-tokens",
            paramLabel = "<n>",
            defaultValue = "2000",
            description = "The budget, in tokens of o200k_base (default: ${DEFAULT-VALUE}).")
    int maxTokens;

    @Option(
            names = "--source",
            paramLabel = "<source>",
            description = "For a question: look only here; may be repeated.")
    @Nullable
    List<String> sources;

    SummaryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> given = new ArrayList<>(java.util.Objects.requireNonNull(words));
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (given.stream().allMatch(this::isTable) || given.stream().allMatch(SummaryCommand::looksLikeTable)) {
            arguments.put("tables", given);
        } else {
            arguments.put("question", String.join(" ", given));
            if (sources != null) {
                arguments.put("sources", sources);
            }
        }
        arguments.put("max_tokens", maxTokens);
        return ToolOutput.exitCode(new ToolOutput(session).show(ToolTexts.SCHEMA_SUMMARY, arguments));
    }

    /** Nothing but names with a dot between: no word of a question looks like that. */
    private static boolean looksLikeTable(String word) {
        return TABLE.matcher(word).matches();
    }

    /** A word with a dot inside, whose first part is a source. */
    private boolean isTable(String word) {
        int dot = word.indexOf('.');
        return dot > 0
                && dot < word.length() - 1
                && session.services().registry().listDataSources().stream()
                        .anyMatch(source -> source.id().value().equals(word.substring(0, dot)));
    }
}
