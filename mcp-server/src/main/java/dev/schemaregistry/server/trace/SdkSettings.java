package dev.schemaregistry.server.trace;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** OpenTelemetry's variables as its SDK takes them: traces and nothing else, over HTTP. */
record SdkSettings(Map<String, String> properties) {
    private static final String PREFIX = "OTEL_";
    /** Held, since the JDK forgets a logger, with its handlers, that nobody holds. */
    private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

    SdkSettings {
        properties = Map.copyOf(properties);
    }

    static SdkSettings of(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        // Only the sender over the JDK's HTTP client is there, and it speaks no gRPC.
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        properties.put("otel.attribute.value.length.limit", "256");
        if (!environment.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").contains("service.name=")) {
            properties.put("otel.service.name", "schema-registry");
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        return new SdkSettings(properties);
    }

    /**
     * Starts an SDK that is this process' only by being asked for.
     *
     * @throws InvalidRequestException when it refuses the settings
     */
    OpenTelemetrySdk start() {
        logWithOurs();
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesCustomizer(config -> properties)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (RuntimeException refused) {
            // Without it as a cause: it repeats values, also addresses with passwords in them.
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "OpenTelemetry refuses what the variables " + PREFIX + "… say ("
                            + withoutValue(refused)
                            + "); traces are sent with OTEL_TRACES_EXPORTER=otlp, OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"
                            + " and an http(s) address in OTEL_EXPORTER_OTLP_ENDPOINT: correct them, or remove them");
        }
    }

    private static String withoutValue(RuntimeException refused) {
        return String.valueOf(refused.getMessage()).split("[:=]", 2)[0];
    }

    private static synchronized void logWithOurs() {
        if (SDK_LOG.getHandlers().length == 0) {
            SDK_LOG.setUseParentHandlers(false);
            SDK_LOG.addHandler(new SLF4JBridgeHandler());
        }
    }
}
