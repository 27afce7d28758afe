package dev.schemaregistry.server.view;

import dev.schemaregistry.contract.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A query with the edits that a check suggests. */
public final class Repair {
    private Repair() {}

    /** The query after every suggested edit that does not touch another one; empty when nothing is suggested. */
    public static Optional<String> of(String query, List<Finding> findings) {
        List<Finding.Edit> edits = findings.stream()
                .flatMap(finding -> finding.fix().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Finding.Edit::start).reversed())
                .toList();
        String text = query;
        int from = Integer.MAX_VALUE;
        for (Finding.Edit edit : edits) {
            if (edit.end() <= from) {
                text = edit.applyTo(text);
                from = edit.start();
            }
        }
        return text.equals(query) ? Optional.empty() : Optional.of(text);
    }
}
