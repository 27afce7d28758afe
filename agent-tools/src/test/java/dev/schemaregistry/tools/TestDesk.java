package dev.schemaregistry.tools;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.ClassifierModels;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.RoutingContractChecker;
import dev.schemaregistry.contract.mongo.MongoContractChecker;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.testkit.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools over a registry of its own in memory; all else is real. Its sources were seen three minutes ago. */
public final class TestDesk implements AutoCloseable {
    /** No models yet. */
    public static final ClassifierModels MODELS = ClassifierModels.on(Clock.systemUTC());

    private static final Instant SEEN = Instant.parse("2026-03-01T12:00:00Z");

    private final SchemaSummarizer summarizer = new SchemaSummarizer();
    private final ContractChecker checker = checker();
    private final SchemaRegistry registry;
    private final SchemaIndex index;

    public TestDesk() {
        Clock clock = Clock.fixed(SEEN, ZoneOffset.UTC);
        registry = SchemaRegistry.initRegistry(new MemoryStore(), clock);
        index = SchemaIndex.inMemory(CatalogReader.of(registry.store()));
    }

    private static ContractChecker checker() {
        ContractChecker sql = SqlContractChecker.create();
        return RoutingContractChecker.of(
                Map.of(Dialect.POSTGRESQL, sql, Dialect.SQLITE, sql, Dialect.MONGODB, MongoContractChecker.create()));
    }

    /** Two sources: a shop of hand-made tables, and staff. */
    public static TestDesk withShop() {
        return new TestDesk()
                .source("shop", "sqlite", "Online shop: customers, orders, payments", ShopTables.all())
                .source("hr", "sqlite", "Staff", List.of(ShopTables.employees()));
    }

    /** A second shop with the same tables, so that a question of a shop has two answers. */
    public TestDesk outlet() {
        return source("outlet", "sqlite", "Online shop: customers, orders, payments", ShopTables.all());
    }

    public TestDesk source(String id, String type, String description, List<Table> tables) {
        registry.upsertDataSource(
                new SourceId(id), type, type + ":///srv/" + id, Optional.of(description), Map.of("path", "/srv/" + id));
        return seen(id, type, tables);
    }

    /** What the source has now. */
    public TestDesk seen(String id, String type, List<Table> tables) {
        String namespace = type.equals("sqlite") ? "main" : "public";
        String engine = type.equals("sqlite") ? "SQLite 3.54.1" : "PostgreSQL 15.19";
        registry.accept(new SourceId(id), Snapshot.of(engine, namespace, tables), Optional.empty());
        index.catchUp();
        return this;
    }

    public SchemaRegistry registry() {
        return registry;
    }

    public RegistryTools tools() {
        return tools(QueryRunners.none());
    }

    public RegistryTools tools(QueryRunners runners) {
        return tools(runners, MODELS);
    }

    RegistryTools tools(QueryRunners runners, ClassifierModels models) {
        Clock later = Clock.offset(Clock.fixed(SEEN, ZoneOffset.UTC), Duration.ofMinutes(3));
        return new RegistryTools(new ToolContext(registry, classifier(models), summarizer, checker, runners, later));
    }

    /** A classifier of the same registry. */
    public Classifier classifier(ClassifierModels models) {
        return new Classifier(index, models);
    }

    public RegistryClient client(ClassifierModels models) {
        return new RegistryClient(registry, classifier(models), summarizer);
    }

    int tokens(String text) {
        return summarizer.countTokens(text);
    }

    @Override
    public void close() {
        checker.close();
        index.close();
        registry.close();
    }
}
