package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Repair;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.plan.PlanCheck;
import dev.schemaregistry.contract.plan.PlanReport;
import dev.schemaregistry.contract.plan.PlanSources;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks queries against what the registry knows of their sources; contacts none. Thread-safe; closes nothing. */
public final class QueryDesk {
    private final SchemaRegistry registry;
    private final KnownSchemas schemas;
    private final ContractChecker checker;
    private final Clock clock;

    public QueryDesk(SchemaRegistry registry, ContractChecker checker, Clock clock) {
        this(registry, checker, clock, SchemaCacheSettings.DEFAULT);
    }

    /** A desk that keeps so many schemas. */
    public QueryDesk(SchemaRegistry registry, ContractChecker checker, Clock clock, SchemaCacheSettings settings) {
        this.registry = requireNonNull(registry, "registry");
        this.schemas = new KnownSchemas(registry, settings);
        this.checker = requireNonNull(checker, "checker");
        this.clock = requireNonNull(clock, "clock");
    }

    /** What it keeps, also for others. */
    KnownSchemas schemas() {
        return schemas;
    }

    /**
     * Checks a query against a source as it is stored now.
     *
     * @throws dev.schemaregistry.error.NotFoundException with {@code UNKNOWN_SOURCE}
     * @throws InvalidRequestException with {@code UNSUPPORTED} for a source whose queries no checker reads
     */
    public CheckedQuery check(SourceId id, String query) {
        DataSource source = registry.getDataSource(id);
        return checked(
                source, query, schemas.of(source), source.version(), new Freshness(source, clock.instant()).age());
    }

    /**
     * Checks a query against a source as it was at one of its versions, so that one can see when it broke.
     *
     * @throws dev.schemaregistry.error.NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_VERSION}
     * @throws InvalidRequestException with {@code UNSUPPORTED} for a source whose queries no checker reads
     */
    public CheckedQuery check(SourceId id, String query, SemanticVersion version) {
        DataSource source = registry.getDataSource(id);
        if (version.equals(source.version())) {
            return check(id, query);
        }
        KnownSchema then = schemas.of(source, version);
        Optional<Duration> age = registry.listSourceVersions(id).stream()
                .filter(known -> known.version().equals(version))
                .map(known -> Duration.between(known.at(), clock.instant()))
                .findFirst();
        return checked(source, query, then, version, age);
    }

    /** The report on a plan over any of the registered sources. */
    public PlanReport checkPlan(String plan) {
        return new PlanCheck(checker, new RegisteredSources()).check(plan);
    }

    ContractReport check(DataSource source, String query) {
        return checker.validate(new ContractQuery(query, context(source, schemas.of(source))));
    }

    private CheckedQuery checked(
            DataSource source, String query, KnownSchema schema, SemanticVersion version, Optional<Duration> age) {
        ContractQuery asked = new ContractQuery(query, context(source, schema));
        ContractReport report = checker.validate(asked);
        return new CheckedQuery(report, version, age, Repair.of(asked, report, checker));
    }

    private static SchemaContext context(DataSource source, KnownSchema schema) {
        return schema.context()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.UNSUPPORTED,
                        "queries of source \"" + source.id()
                                + "\" can't be checked: no checker reads the language of a "
                                + PlainText.quoted(source.type()) + " source"));
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
                    .flatMap(source -> schemas.of(source).context());
        }
    }
}
