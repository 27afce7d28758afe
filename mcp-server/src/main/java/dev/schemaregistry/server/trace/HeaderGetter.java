package dev.schemaregistry.server.trace;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a propagator reads a request's headers. */
enum HeaderGetter implements TextMapGetter<Function<String, Optional<String>>> {
    INSTANCE;

    @Override
    public @Nullable String get(@Nullable Function<String, Optional<String>> headers, String key) {
        return headers == null ? null : headers.apply(key).orElse(null);
    }
}
