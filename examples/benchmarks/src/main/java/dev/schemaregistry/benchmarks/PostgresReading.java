package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.Connectors;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.IntrospectionService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A registry with one PostgreSQL source, read the way the program reads it: connect, mark, schema, judgement, commit. */
final class PostgresReading implements AutoCloseable {
    private static final SourceId SOURCE = new SourceId("company");
    private static final IntrospectionLimits LIMITS = IntrospectionLimits.DEFAULT.withPerSource(Duration.ofMinutes(5));

    private final SchemaRegistry registry;
    private final IntrospectionService service;

    private PostgresReading(SchemaRegistry registry, Connectors connectors) {
        this.registry = registry;
        this.service = new IntrospectionService(registry, connectors);
    }

    /** A new registry in a file that does not exist yet. */
    static PostgresReading into(Path file, String uri) {
        Connectors connectors = Connectors.installed(reference -> Secret.of(""));
        Connectors.Located source = connectors.locate(Optional.of("postgres"), Secret.of(uri));
        SchemaRegistry registry = FilledRegistry.open(file);
        registry.upsertDataSource(
                SOURCE,
                source.type(),
                source.address().redactedUri(),
                Optional.empty(),
                source.address().settings());
        return new PostgresReading(registry, connectors);
    }

    /** Reads once, and returns how many tables are known then. */
    int read(IntrospectionResult.Outcome expected) {
        IntrospectionResult result = service.introspect(List.of(SOURCE), LIMITS, (each, done, total) -> {})
                .get(0);
        if (result.outcome() != expected) {
            throw new IllegalStateException("expected " + expected + ", got " + result);
        }
        return registry.listTables(SOURCE).size();
    }

    @Override
    public void close() {
        registry.close();
    }
}
