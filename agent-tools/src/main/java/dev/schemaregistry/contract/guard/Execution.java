package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a query.
 *
 * @param contract what the contract check said; where it did not accept, nothing was run
 * @param rows by column; values may be null
 * @param cut which limit ended the rows; empty when they are all
 * @param tries how often the source was asked; 0 when it was not
 * @param mismatches how the rows compared with the contract; empty when nothing was run
 */
public record Execution(
        ContractReport contract,
        List<Map<String, ?>> rows,
        Optional<Cut> cut,
        int tries,
        Optional<MismatchReport> mismatches) {
    public Execution {
        requireNonNull(contract, "contract");
        requireNonNull(cut, "cut");
        requireNonNull(mismatches, "mismatches");
        rows = List.copyOf(rows);
    }

    /** Whether the source was asked. */
    public boolean wasRun() {
        return mismatches.isPresent();
    }

    /** Why there may be more rows. */
    public enum Cut {
        ROWS,
        BYTES
    }

    static Execution refused(ContractReport contract) {
        return new Execution(contract, List.of(), Optional.empty(), 0, Optional.empty());
    }
}
