package dev.schemaregistry.server.metrics;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.tools.CacheCounts;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolObserver;
import dev.schemaregistry.tools.ToolTexts;
import dev.schemaregistry.watch.IntrospectionResult;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times; nothing of what it tells holds a name from a source or a query, and the number of its series does not grow with them.
 * Thread-safe.
 */
public final class RegistryMetrics implements ToolObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryMetrics.class);
    private static final Set<String> JUDGING = Set.of(ToolTexts.VALIDATE_QUERY, ToolTexts.DRY_RUN_QUERY);
    private static final int LONGEST_WORD = 40;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public RegistryMetrics() {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        collections.bindTo(meters);
    }

    /** All there is in Prometheus' text form, version 0.0.4. */
    public String scrape() {
        return meters.scrape();
    }

    @Override
    public void answered(String tool, ToolAnswer answer, Duration took) {
        String outcome = answer.errorCode().orElse("ok");
        Timer.builder("registry.tool")
                .description("Calls of tools, by their outcome")
                .tag("tool", tool.isEmpty() ? "unknown" : tool)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters)
                .record(took);
        if (JUDGING.contains(tool) && answer.errorCode().isEmpty()) {
            judged(tool, answer.structured());
        }
    }

    private void judged(String tool, Map<String, Object> structured) {
        meters.counter("registry.verdicts", "tool", tool, "verdict", word(structured.get("verdict")))
                .increment();
        if (structured.get("findings") instanceof List<?> findings) {
            for (Object finding : findings) {
                if (finding instanceof Map<?, ?> one) {
                    meters.counter("registry.findings", "rule", word(one.get("rule")))
                            .increment();
                }
            }
        }
    }

    /** Verdicts and rules are words of our own; anything else is not told. */
    private static String word(@org.jspecify.annotations.Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_WORD && text.matches("[A-Za-z0-9_]+") ? text : "other";
    }

    /** A source was looked at. */
    public void introspected(IntrospectionResult result) {
        Timer.builder("registry.introspection")
                .description("Readings of sources, by what came of them")
                .tag("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
                .tag(
                        "error",
                        result.failure().map(failure -> failure.code().name()).orElse("none"))
                .register(meters)
                .record(result.took());
    }

    /** A request was answered; {@code route} is the pattern and never the address that was asked for. */
    public void requested(String method, String route, int status, Duration took) {
        Timer.builder("registry.http")
                .description("Requests, by route and status")
                .tag("method", method)
                .tag("route", route)
                .tag("status", String.valueOf(status))
                .publishPercentileHistogram()
                .register(meters)
                .record(took);
    }

    /** Sources by health, read when the figures are. */
    public void watchSources(Supplier<List<DataSource>> sources) {
        for (SourceHealth.Status status : SourceHealth.Status.values()) {
            gauge(
                    "registry.sources",
                    "status",
                    status.name().toLowerCase(Locale.ROOT),
                    () -> sources.get().stream()
                            .filter(source -> source.health().status() == status)
                            .count());
        }
    }

    /** The last event, and how many of them the search index has not seen. */
    public void watchEvents(Supplier<Long> last, Supplier<Long> indexed) {
        gauge("registry.events.last", "log", "all", last);
        gauge("registry.events.lag", "listener", "index", () -> Math.max(0, last.get() - indexed.get()));
    }

    /** A cache, by name. */
    public void watchCache(String name, Supplier<CacheCounts> counts) {
        counter("registry.cache.gets", name, "hit", counts, CacheCounts::hits);
        counter("registry.cache.gets", name, "miss", counts, CacheCounts::misses);
        gauge("registry.cache.size", "cache", name, () -> counts.get().size());
    }

    private void counter(
            String metric,
            String cache,
            String result,
            Supplier<CacheCounts> counts,
            ToDoubleFunction<CacheCounts> of) {
        FunctionCounter.builder(metric, counts, from -> of.applyAsDouble(from.get()))
                .tag("cache", cache)
                .tag("result", result)
                .register(meters);
    }

    private void gauge(String metric, String tag, String value, Supplier<? extends Number> reading) {
        Gauge.builder(metric, () -> read(metric, reading))
                .tag(tag, value)
                .strongReference(true)
                .register(meters);
    }

    /** A figure that can't be had is none; the others are told all the same. */
    private static Number read(String metric, Supplier<? extends Number> reading) {
        try {
            return requireNonNull(reading.get(), metric);
        } catch (RegistryException broken) {
            LOG.debug("{} could not be read", metric, broken);
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        collections.close();
        meters.close();
    }
}
