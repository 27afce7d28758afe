package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What a tool says, twice: as data and as a compact text that is complete by itself. A refusal that can be expected is an answer
 * too; its data are {@code code}, {@code message} and {@code next_step}, like those of every error of the program.
 *
 * @param structured maps, lists, texts, numbers and booleans only; unmodifiable, in reading order
 * @param text the same for a reader; text that came from a source is cleaned of control characters
 * @param errorCode empty for a proper answer; else one of {@link dev.schemaregistry.error.ErrorCode}'s names or {@code INTERNAL}
 */
public record ToolAnswer(Map<String, Object> structured, String text, Optional<String> errorCode) {
    public ToolAnswer {
        requireNonNull(structured, "structured");
        requireNonNull(text, "text");
        requireNonNull(errorCode, "errorCode");
    }

    /** Whether the tool refused or failed. */
    public boolean isError() {
        return errorCode.isPresent();
    }
}
