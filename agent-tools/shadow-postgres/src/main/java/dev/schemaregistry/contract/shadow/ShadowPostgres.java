package dev.schemaregistry.contract.shadow;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Level;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.shadow.ShadowDatabase.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a real server behind the contract check of PostgreSQL queries: an embedded one, at loopback, that holds the stored schema and no row.
 * What the check accepts, the server plans, and so finds constants that fail when computed. What the check refuses by names or types and the
 * server describes all the same becomes {@link Verdict#UNVERIFIED}: the check was wrong, and nothing proves a pure read.
 *
 * <p>Optional, since it costs a server process: one to two seconds with the first query and some 50 MB. Queries of tables that can't be laid
 * out, of sources with withheld fields, and of other dialects, keep the verdict of the check. Thread-safe.
 */
public final class ShadowPostgres implements ContractChecker {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowPostgres.class);
    private static final int MOST_SCHEMAS = 20;
    private static final Set<Level> DOUBTFUL = Set.of(Level.NAMES, Level.TYPES, Level.SEMANTIC, Level.VALUE);

    private final ContractChecker check;
    private final ShadowServer server = new ShadowServer();
    private final LoadingCache<SchemaContext, ShadowDatabase> databases = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MOST_SCHEMAS)
            .removalListener(ShadowPostgres::closeRemoved)
            .build(server::holding);

    private ShadowPostgres(ContractChecker check) {
        this.check = requireNonNull(check, "check");
    }

    /** A checker that asks {@code check} first; closed with this one. The server starts with the first query that needs it. */
    public static ShadowPostgres behind(ContractChecker check) {
        return new ShadowPostgres(check);
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        ContractReport report = check.validate(query);
        // The server's words know of no column policy.
        if (query.dialect() != Dialect.POSTGRESQL || query.schema().withholds() || !isWorthAsking(report)) {
            return report;
        }
        try {
            ShadowDatabase database = databases.get(query.schema());
            if (!database.holdsAll(report.tables())) {
                return report;
            }
            return report.accepted()
                    ? planned(query, report, database)
                    : described(report, database.describe(query.text()));
        } catch (SQLException | RuntimeException failure) {
            LOG.warn("the shadow server has no opinion on a query for source {}", report.source(), failure);
            return report;
        }
    }

    private static boolean isWorthAsking(ContractReport report) {
        boolean doubtful = report.verdict() == Verdict.REJECT
                && report.findings().stream()
                        .filter(Finding::isError)
                        .allMatch(finding -> DOUBTFUL.contains(finding.level()));
        return report.accepted() || doubtful;
    }

    private static ContractReport planned(ContractQuery query, ContractReport report, ShadowDatabase database)
            throws SQLException {
        Optional<Refusal> refused = database.plan(query.text());
        if (refused.isEmpty()) {
            return report;
        }
        FindingWriter findings = new FindingWriter(query.text());
        Refusal refusal = refused.get();
        Optional<Place> place = refusal.start().isPresent()
                ? Optional.of(
                        new Place(refusal.start().getAsInt(), refusal.start().getAsInt()))
                : Optional.empty();
        findings.error(SqlStates.rule(refusal.code()), place, "", refusal.message());
        List<Finding> all = new ArrayList<>(findings.sorted());
        all.addAll(report.findings());
        return new ContractReport(
                report.source(),
                Verdict.REJECT,
                false,
                all,
                report.tables(),
                report.fields(),
                List.of(),
                report.checkedAgainst());
    }

    private static ContractReport described(ContractReport report, Optional<Refusal> refused) {
        if (refused.isPresent()) {
            return report;
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.incomplete("a server with the stored schema takes the query; the check has a doubt"));
        report.findings().forEach(finding -> findings.add(asDoubt(finding)));
        return new ContractReport(
                report.source(),
                Verdict.UNVERIFIED,
                false,
                findings,
                report.tables(),
                report.fields(),
                List.of(),
                report.checkedAgainst());
    }

    private static Finding asDoubt(Finding finding) {
        return new Finding(
                finding.rule(),
                finding.isError() ? Severity.WARNING : finding.severity(),
                finding.line(),
                finding.column(),
                finding.path(),
                finding.message(),
                finding.suggestions(),
                finding.fix());
    }

    private static void closeRemoved(
            @Nullable SchemaContext schema, @Nullable ShadowDatabase database, RemovalCause cause) {
        if (database != null) {
            database.close();
        }
    }

    @Override
    public void close() {
        databases.invalidateAll();
        databases.cleanUp();
        server.close();
        check.close();
    }
}
