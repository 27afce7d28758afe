package dev.schemaregistry.tools;

import java.time.Duration;

/** Hears of every call of a tool, on the thread that made it; must be quick and must not throw. Thread-safe. */
@FunctionalInterface
public interface ToolObserver {
    /** Hears nothing. */
    ToolObserver NONE = (tool, answer, took) -> {};

    /**
     * A tool has answered, or refused.
     *
     * @param tool its name; a name of no tool is told as the empty text
     */
    void answered(String tool, ToolAnswer answer, Duration took);
}
