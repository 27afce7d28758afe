package dev.schemaregistry.examples;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.guard.AuditedMismatches;
import dev.schemaregistry.contract.guard.Execution;
import dev.schemaregistry.contract.guard.ExecutionLimits;
import dev.schemaregistry.contract.guard.Expectation;
import dev.schemaregistry.contract.guard.GuardPolicy;
import dev.schemaregistry.contract.guard.GuardedExecutor;
import dev.schemaregistry.contract.guard.GuardedRows;
import dev.schemaregistry.contract.guard.MismatchSink;
import dev.schemaregistry.contract.guard.RowGuard;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.ReadRunner;
import java.sql.ResultSet;
import java.util.Map;
import java.util.function.Consumer;

/** A program that reads rows: what comes back is held against the contract of the query. */
public final class GuardExample {
    private GuardExample() {}

    // tag::rows[]
    /** Hands on the rows that are as the checked query promised, and leaves out the others. */
    static void read(ContractReport checked, ResultSet result, SchemaRegistry registry, Consumer<Map<String, ?>> use) {
        RowGuard guard = new RowGuard(
                Expectation.of(checked), GuardPolicy.DROP, new AuditedMismatches(registry, "agent:planner"));
        try (GuardedRows rows = guard.rows(result)) {
            rows.forEachRemaining(use);
        }
    }
    // end::rows[]

    // tag::run[]
    /** Runs a query only when it is checked and a pure read, in a read-only session, up to 200 rows. */
    static Execution run(ContractChecker checker, ContractQuery query, ReadRunner source, MismatchSink sink) {
        ExecutionLimits limits = ExecutionLimits.DEFAULT.withRows(200);
        return new GuardedExecutor(checker, GuardPolicy.LOG, sink, limits).run(query, source);
    }
    // end::run[]
}
