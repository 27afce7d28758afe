package dev.schemaregistry.server.trace;

/** The call of a tool, from its beginning until it is closed. Confined to one thread. */
public interface ToolSpan extends AutoCloseable {
    /**
     * What came of it; a call that is closed without has failed.
     *
     * @param outcome one word of ours: an error's code, a verdict, {@code answered}
     */
    void answered(String outcome);

    @Override
    void close();
}
