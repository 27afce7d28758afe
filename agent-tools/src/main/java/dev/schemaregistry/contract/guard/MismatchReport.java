package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the rows of one result compared with their contract.
 *
 * @param rows rows looked at
 * @param wrong those that were not as the contract says
 * @param mismatches by field, then kind
 */
public record MismatchReport(SourceId source, String subject, long rows, long wrong, List<Mismatch> mismatches) {
    public MismatchReport {
        requireNonNull(source, "source");
        requireNonNull(subject, "subject");
        mismatches = List.copyOf(mismatches);
    }

    /** All rows were as the contract says. */
    public boolean isClean() {
        return mismatches.isEmpty();
    }

    /** What was different in one field. */
    public List<Mismatch> of(String field) {
        return mismatches.stream().filter(each -> each.field().equals(field)).toList();
    }

    /** A few sentences. */
    public String text() {
        String head = wrong + " of " + rows + " rows of " + source + '.' + subject + " are not as the contract says";
        return isClean()
                ? rows + " rows of " + source + '.' + subject + " are as the contract says"
                : head + ": " + mismatches.stream().map(Mismatch::text).collect(Collectors.joining("; "));
    }
}
