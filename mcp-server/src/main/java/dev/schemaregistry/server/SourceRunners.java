package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.tools.QueryRunners;
import dev.schemaregistry.watch.ConnectorOpener;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.IntrospectionService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a connector for each source that was asked for a dry run; opened anew when its settings change. Thread-safe. */
final class SourceRunners implements QueryRunners, AutoCloseable {
    private final ConnectorOpener connectors;
    private final IntrospectionService introspection;
    private final Map<SourceId, Open> open = new HashMap<>();

    SourceRunners(ConnectorOpener connectors, IntrospectionService introspection) {
        this.connectors = requireNonNull(connectors, "connectors");
        this.introspection = requireNonNull(introspection, "introspection");
    }

    @Override
    public synchronized Optional<DryRunner> findRunner(DataSource source) {
        Open known = open.get(source.id());
        if (known != null && known.fits(source)) {
            return known.runner();
        }
        SourceConnector connector = connectors.open(source);
        Optional<DryRunner> runner = connector.dryRunner();
        Open replaced = open.put(source.id(), new Open(source.type(), source.settings(), connector, runner));
        if (replaced != null) {
            replaced.connector().close();
        }
        return runner;
    }

    @Override
    public boolean reread(DataSource source) {
        List<IntrospectionResult> results = introspection.introspect(
                List.of(source.id()), IntrospectionLimits.DEFAULT.withForce(true), IntrospectionListener.SILENT);
        return results.stream().allMatch(result -> result.failure().isEmpty());
    }

    @Override
    public synchronized void close() {
        open.values().forEach(each -> each.connector().close());
        open.clear();
    }

    private record Open(
            String type, Map<String, String> settings, SourceConnector connector, Optional<DryRunner> runner) {
        boolean fits(DataSource source) {
            return type.equals(source.type()) && settings.equals(source.settings());
        }
    }
}
