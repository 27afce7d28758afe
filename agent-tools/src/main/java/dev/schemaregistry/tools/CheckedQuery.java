package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.model.SemanticVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * What the contract check says of a query, and of which schema it says so.
 *
 * @param version of the source, whose tables it was checked against
 * @param age of that schema: since the source was last seen to have it; for an older version since it was accepted. Empty for a source that
 *     was never read
 * @param repaired the query made right and checked again; empty when nothing is wrong or that is not possible
 */
public record CheckedQuery(
        ContractReport report, SemanticVersion version, Optional<Duration> age, Optional<String> repaired) {
    public CheckedQuery {
        requireNonNull(report, "report");
        requireNonNull(version, "version");
        requireNonNull(age, "age");
        requireNonNull(repaired, "repaired");
    }
}
