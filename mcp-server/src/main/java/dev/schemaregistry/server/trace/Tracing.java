package dev.schemaregistry.server.trace;

import dev.schemaregistry.watch.IntrospectionResult;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tells where time goes, as spans of OpenTelemetry. A span never holds a question, a query, a credential or the name of a field.
 * Thread-safe.
 */
public interface Tracing extends AutoCloseable {
    /** Tells nothing, and costs nothing. */
    Tracing NONE = Silence.INSTANCE;

    /**
     * What the variables of OpenTelemetry ask for; {@link #NONE} where they name neither an exporter nor a collector, and then no class
     * of its SDK is loaded.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException when the SDK refuses what they say
     */
    static Tracing of(Map<String, String> environment, Clock clock) {
        return isAskedFor(environment) ? OpenTelemetryTracing.start(environment, clock) : NONE;
    }

    private static boolean isAskedFor(Map<String, String> environment) {
        if (environment.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true")) {
            return false;
        }
        String exporter = environment.getOrDefault("OTEL_TRACES_EXPORTER", "").strip();
        return exporter.isEmpty()
                ? Stream.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank())
                : !exporter.equals("none");
    }

    /**
     * Begins the span of a request.
     *
     * @param path without the parameters, which hold questions
     * @param headers the value of a header; {@code traceparent} says whose child the span is
     */
    RequestSpan request(String method, String path, Function<String, Optional<String>> headers);

    /** A source was looked at, until now. */
    void introspected(IntrospectionResult result);

    /** Sends what was not sent yet, for a few seconds at most. */
    @Override
    void close();
}
