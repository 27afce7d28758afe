package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.guard.Execution.Cut;
import dev.schemaregistry.spi.ReadRunner;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs queries that the contract check accepted, on a read-only session and under limits, and holds the rows against the contract. Nothing
 * else in this project runs a query; a program that wants it makes one of these. Thread-safe.
 */
public final class GuardedExecutor {
    private final ContractChecker checker;
    private final GuardPolicy policy;
    private final MismatchSink sink;
    private final ExecutionLimits limits;
    private final Retries retries;

    public GuardedExecutor(ContractChecker checker, GuardPolicy policy, MismatchSink sink, ExecutionLimits limits) {
        this(checker, policy, sink, limits, Retries.Pause.real());
    }

    GuardedExecutor(
            ContractChecker checker,
            GuardPolicy policy,
            MismatchSink sink,
            ExecutionLimits limits,
            Retries.Pause pause) {
        this.checker = requireNonNull(checker, "checker");
        this.policy = requireNonNull(policy, "policy");
        this.sink = requireNonNull(sink, "sink");
        this.limits = requireNonNull(limits, "limits");
        this.retries = new Retries(limits, pause);
    }

    /**
     * Checks, and runs what was accepted. A query that was not is an answer, not an exception.
     *
     * @param runner of the query's source, from its connector
     * @throws dev.schemaregistry.error.SourceException when the source fails, for good or after the last try; or when a row breaks the
     *     contract and the policy is {@link GuardPolicy#FAIL}
     */
    public Execution run(ContractQuery query, ReadRunner runner) {
        ContractReport contract = checker.validate(query);
        if (!contract.accepted() || !contract.pureRead()) {
            return Execution.refused(contract);
        }
        // One row more than may be returned tells whether there are more.
        int asked = limits.rows() == Integer.MAX_VALUE ? limits.rows() : limits.rows() + 1;
        ReadRunner.Limits asking = new ReadRunner.Limits(limits.timeout(), asked);
        // A reading may be made again from the start; only what the last one found counts.
        AtomicReference<Optional<MismatchReport>> found = new AtomicReference<>(Optional.empty());
        RowGuard guard = new RowGuard(
                Expectation.of(contract).withholding(query.schema()), policy, report -> found.set(Optional.of(report)));
        try {
            return retries.run(attempt -> runner.run(query.text(), asking, rows -> {
                found.set(Optional.empty());
                return read(contract, guard, rows, attempt);
            }));
        } finally {
            found.get().ifPresent(sink::record);
        }
    }

    private Execution read(ContractReport contract, RowGuard guard, ResultSet result, int attempt) {
        List<Map<String, ?>> rows = new ArrayList<>();
        Optional<Cut> cut = Optional.empty();
        long bytes = 0;
        try (GuardedRows guarded = guard.rows(result)) {
            while (cut.isEmpty() && guarded.hasNext()) {
                Map<String, ?> row = guarded.next();
                bytes += RowSize.of(row);
                if (rows.size() == limits.rows()) {
                    cut = Optional.of(Cut.ROWS);
                } else if (bytes > limits.bytes()) {
                    cut = Optional.of(Cut.BYTES);
                } else {
                    rows.add(row);
                }
            }
            return new Execution(contract, rows, cut, attempt, Optional.of(guarded.report()));
        }
    }
}
