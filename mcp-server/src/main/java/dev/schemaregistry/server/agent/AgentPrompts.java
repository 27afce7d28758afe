package dev.schemaregistry.server.agent;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.agent.AgentPrompt.Argument;
import dev.schemaregistry.tools.ToolTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The prompts. Each brings the answer of the tool that its conversation begins with, so that a model need not ask for it; what a
 * person filled in stands in it as a quoted block, apart from the sentences. Thread-safe.
 */
public final class AgentPrompts {
    private static final String QUESTION = "question";
    private static final String QUERY = "query";

    private static final AgentPrompt ANSWER = new AgentPrompt(
            "answer_question",
            "Answer a question over the data sources",
            "Finds the sources and tables for a question, and leads to a checked query.",
            List.of(new Argument(QUESTION, "the question, in plain words", true)));
    private static final AgentPrompt REVIEW = new AgentPrompt(
            "review_query",
            "Review a query",
            "Checks a query against the schema as it is now, explains what is wrong and repairs it.",
            List.of(
                    new Argument(TableResources.SOURCE, "the id of the source it is for", true),
                    new Argument(QUERY, "the query", true)));
    private static final AgentPrompt CHANGES = new AgentPrompt(
            "what_changed",
            "What changed in the schemas",
            "Tells the newest schema changes, and which of them break queries.",
            List.of(new Argument(TableResources.SOURCE, "the id of one source; all by default", false)));

    public List<AgentPrompt> all() {
        return List.of(ANSWER, REVIEW, CHANGES);
    }

    /**
     * What the person's side says.
     *
     * @param tools calls a tool for whoever asks, with all that this may be refused for
     * @throws InvalidRequestException when there is no such prompt, or an argument is missing or no text
     */
    public String text(String name, Map<String, ?> arguments, ToolCaller tools) {
        AgentPrompt prompt = all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("there is no such prompt; there are "
                        + String.join(
                                ", ", all().stream().map(AgentPrompt::name).toList())));
        Map<String, String> given = checked(prompt, arguments);
        if (prompt.equals(ANSWER)) {
            return answer(given, tools);
        }
        return prompt.equals(REVIEW) ? review(given, tools) : changes(given, tools);
    }

    private static Map<String, String> checked(AgentPrompt prompt, Map<String, ?> arguments) {
        Map<String, String> given = new HashMap<>();
        for (Argument argument : prompt.arguments()) {
            Object value = arguments.get(argument.name());
            if (value instanceof String text && !text.isBlank()) {
                given.put(argument.name(), text);
            } else if (value != null && !(value instanceof String)) {
                throw refused("argument " + argument.name() + " of " + prompt.name() + " must be a text");
            } else if (argument.required()) {
                throw refused("argument " + argument.name() + " of " + prompt.name() + " is missing");
            }
        }
        return given;
    }

    private static InvalidRequestException refused(String sentence) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, sentence);
    }

    private static String answer(Map<String, String> given, ToolCaller tools) {
        return "Answer this question with the data sources of the schema registry:\n"
                + block(given.getOrDefault(QUESTION, ""))
                + "This is what classify_question finds for it:\n"
                + block(tools.call(ToolTexts.CLASSIFY_QUESTION, Map.copyOf(given)))
                + "Go on with schema_summary for the tables you need, write one query for one source, check it with"
                + " validate_query until it is accepted, and ask dry_run_query. If nothing fits, say so; if several"
                + " sources fit equally, ask which is meant. Show the query and say which tables and versions it rests"
                + " on.";
    }

    private static String review(Map<String, String> given, ToolCaller tools) {
        return "Review this query for the source " + given.get(TableResources.SOURCE) + ":\n"
                + block(given.getOrDefault(QUERY, ""))
                + "This is what validate_query says of it:\n"
                + block(tools.call(ToolTexts.VALIDATE_QUERY, Map.copyOf(given)))
                + "Explain each finding in a sentence, most serious first. Where it was rejected, repair it and check"
                + " the repaired query with validate_query before you show it. Say also what it does not tell: whether"
                + " the query answers what it is meant to.";
    }

    private static String changes(Map<String, String> given, ToolCaller tools) {
        return "Tell what changed in the schemas of the data sources. This is what schema_changes says:\n"
                + block(tools.call(ToolTexts.SCHEMA_CHANGES, Map.copyOf(given)))
                + "Begin with changes that break queries (MAJOR), then the others, a line each with table, old and new"
                + " version. For each breaking one say which kind of query it breaks and what to write instead.";
    }

    /** Quoted line by line, so that nothing in it can end the block. */
    private static String block(String text) {
        return "> " + text.strip().replaceAll("\\R", "\n> ") + "\n\n";
    }
}
