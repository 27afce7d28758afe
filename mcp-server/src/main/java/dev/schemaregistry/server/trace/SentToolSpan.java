package dev.schemaregistry.server.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** The span of a tool's call; failed until told otherwise. */
final class SentToolSpan implements ToolSpan {
    private final Span span;
    private boolean answered;

    SentToolSpan(Span span) {
        this.span = span;
    }

    @Override
    public void answered(String outcome) {
        answered = true;
        span.setAttribute(Attributes.OUTCOME, outcome);
    }

    @Override
    public void close() {
        if (!answered) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
