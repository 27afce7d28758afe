package dev.schemaregistry.server.trace;

import dev.schemaregistry.watch.IntrospectionResult;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Spans that are sent. */
final class OpenTelemetryTracing implements Tracing {
    /** Less than a program that is told to stop is given. */
    private static final int PATIENCE_SECONDS = 3;

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    /** As the semantic conventions have it: whatever else a caller wrote would be a name without end. */
    private static final String OTHER_METHOD = "_OTHER";

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final Clock clock;

    private OpenTelemetryTracing(OpenTelemetrySdk sdk, Clock clock) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("schema-registry");
        this.propagator = sdk.getPropagators().getTextMapPropagator();
        this.clock = clock;
    }

    static Tracing start(Map<String, String> environment, Clock clock) {
        return new OpenTelemetryTracing(SdkSettings.of(environment).start(), clock);
    }

    @Override
    public RequestSpan request(String method, String path, Function<String, Optional<String>> headers) {
        String known = METHODS.contains(method) ? method : OTHER_METHOD;
        String name = known.equals(OTHER_METHOD) ? "HTTP" : known;
        Span span = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setParent(propagator.extract(Context.root(), headers, HeaderGetter.INSTANCE))
                .setAttribute(Attributes.METHOD, known)
                .setAttribute(Attributes.PATH, path)
                .setAttribute(Attributes.SCHEME, "http")
                .startSpan();
        return new SentRequestSpan(tracer, span, name);
    }

    /** A span of its own: a reading may be nobody's, and go on after the request that began it. */
    @Override
    public void introspected(IntrospectionResult result) {
        Instant ended = clock.instant();
        Span span = tracer.spanBuilder("introspect")
                .setNoParent()
                .setStartTimestamp(ended.minus(result.took()))
                .setAttribute(Attributes.SOURCE, result.source().value())
                .setAttribute(Attributes.OUTCOME, result.outcome().name().toLowerCase(Locale.ROOT))
                .startSpan();
        result.failure()
                .ifPresent(failure -> span.setStatus(StatusCode.ERROR)
                        .setAttribute(Attributes.ERROR, failure.code().name()));
        span.end(ended);
    }

    @Override
    public void close() {
        sdk.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
