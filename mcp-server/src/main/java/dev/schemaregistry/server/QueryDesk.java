package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.plan.PlanCheck;
import dev.schemaregistry.contract.plan.PlanReport;
import dev.schemaregistry.contract.plan.PlanSources;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Checks queries against what the registry knows; keeps one context a source as long as its revision stands. Thread-safe. */
public final class QueryDesk {
    private final SchemaRegistry registry;
    private final ContractChecker checker;
    private final Map<SourceId, Known> contexts = new ConcurrentHashMap<>();

    QueryDesk(SchemaRegistry registry, ContractChecker checker) {
        this.registry = requireNonNull(registry, "registry");
        this.checker = requireNonNull(checker, "checker");
    }

    /**
     * The report of the contract check; contacts no source.
     *
     * @throws InvalidRequestException with {@code UNSUPPORTED} for a source whose queries no checker reads
     */
    public ContractReport check(SourceId id, String query) {
        return checker.validate(new ContractQuery(query, context(registry.getDataSource(id))));
    }

    /** The report on a plan over any of the registered sources; contacts none. */
    public PlanReport checkPlan(String plan) {
        return new PlanCheck(checker, new RegisteredSources()).check(plan);
    }

    private SchemaContext context(DataSource source) {
        return contexts.compute(source.id(), (key, old) -> old != null && old.fits(source) ? old : build(source))
                .context();
    }

    private final class RegisteredSources implements PlanSources {
        @Override
        public List<String> ids() {
            return registry.listDataSources().stream()
                    .map(source -> source.id().value())
                    .toList();
        }

        @Override
        public Optional<SchemaContext> findContext(String id) {
            return registry.listDataSources().stream()
                    .filter(source -> source.id().value().equals(id))
                    .filter(source -> Dialect.ofSourceType(source.type()).isPresent())
                    .findFirst()
                    .map(QueryDesk.this::context);
        }
    }

    private Known build(DataSource source) {
        Dialect dialect = Dialect.ofSourceType(source.type())
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.UNSUPPORTED,
                        "queries for source \"" + source.id() + "\" of type " + source.type()
                                + " can't be checked yet"));
        List<TableVersion> tables = registry.currentTables(source.id());
        Map<TableName, SemanticVersion> versions = tables.stream()
                .collect(Collectors.toMap(version -> version.ref().table(), TableVersion::version));
        SchemaContext context = SchemaContext.of(
                source.id(),
                dialect,
                source.engine(),
                source.defaultNamespace(),
                tables.stream().map(TableVersion::table).toList(),
                versions);
        return new Known(
                source,
                registry.findEngineCatalog(source.id())
                        .map(context::withCatalog)
                        .orElse(context));
    }

    /** The revision alone would not do: a source that was removed and registered anew counts from the start. */
    private record Known(DataSource source, SchemaContext context) {
        boolean fits(DataSource now) {
            return source.revision() == now.revision()
                    && source.fingerprint().equals(now.fingerprint())
                    && source.uri().equals(now.uri())
                    && source.type().equals(now.type())
                    && source.engine().equals(now.engine())
                    && source.defaultNamespace().equals(now.defaultNamespace());
        }
    }
}
