package dev.schemaregistry.server.trace;

import dev.schemaregistry.model.SourceId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** The span of a request; those of its tools are its children. */
record SentRequestSpan(Tracer tracer, Span span, String method) implements RequestSpan {
    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    public void matched(String route) {
        span.updateName(method + ' ' + route);
        span.setAttribute(Attributes.ROUTE, route);
    }

    @Override
    public ToolSpan tool(String name, Optional<SourceId> source) {
        SpanBuilder builder = tracer.spanBuilder("tool " + name)
                .setSpanKind(SpanKind.INTERNAL)
                .setParent(Context.root().with(span))
                .setAttribute(Attributes.TOOL, name);
        source.ifPresent(id -> builder.setAttribute(Attributes.SOURCE, id.value()));
        return new SentToolSpan(builder.startSpan());
    }

    @Override
    public void end(int status) {
        if (status > 0) {
            span.setAttribute(Attributes.STATUS, (long) status);
        }
        if (status == 0 || status >= FIRST_SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
