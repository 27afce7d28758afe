package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One operation an agent may call, neutral to the protocol that carries it. Thread-safe.
 *
 * @param name the name a model calls it by
 * @param title a few words for a person
 * @param description the sentences a model reads: what it is for, when to use it
 * @param inputSchema JSON Schema (2020-12) of the arguments, an object; unmodifiable
 * @param outputSchema JSON Schema of {@link ToolAnswer#structured()} when the answer is no refusal; unmodifiable
 */
public record AgentTool(
        String name,
        String title,
        String description,
        Map<String, Object> inputSchema,
        Map<String, Object> outputSchema,
        ToolHints hints) {
    public AgentTool {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        requireNonNull(inputSchema, "inputSchema");
        requireNonNull(outputSchema, "outputSchema");
        requireNonNull(hints, "hints");
    }
}
