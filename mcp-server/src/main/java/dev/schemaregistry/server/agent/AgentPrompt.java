package dev.schemaregistry.server.agent;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A beginning of a conversation that a person chooses by name.
 *
 * @param title a few words for a person
 */
public record AgentPrompt(String name, String title, String description, List<Argument> arguments) {
    public AgentPrompt {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        arguments = List.copyOf(arguments);
    }

    /** What a person fills in; always a text. */
    public record Argument(String name, String description, boolean required) {
        public Argument {
            requireNonNull(name, "name");
            requireNonNull(description, "description");
        }
    }
}
