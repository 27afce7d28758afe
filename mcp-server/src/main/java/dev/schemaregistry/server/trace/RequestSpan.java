package dev.schemaregistry.server.trace;

import dev.schemaregistry.model.SourceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request while it is answered. Thread-safe. */
public interface RequestSpan {
    /** Of a request that nobody follows. */
    RequestSpan NONE = Silence.INSTANCE;

    /** Under this name a request carries its span. */
    String ATTRIBUTE = RequestSpan.class.getName();

    /** What such an attribute holds; {@link #NONE} if it is none of ours. */
    static RequestSpan of(@Nullable Object attribute) {
        return attribute instanceof RequestSpan span ? span : NONE;
    }

    /** Which route answers it, as a pattern and never as the address that was asked for. */
    void matched(String route);

    /** Begins the span of a tool that is called by this request; the caller closes it. */
    ToolSpan tool(String name, Optional<SourceId> source);

    /**
     * Ends the span.
     *
     * @param status of HTTP; 0 when there was no answer
     */
    void end(int status);
}
