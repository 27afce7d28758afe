package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Collects the findings of one query; the same finding at the same place counts once. Confined to one thread. */
final class FindingWriter {
    private static final int MOST = 50;

    private final String text;
    private final Set<Finding> findings = new LinkedHashSet<>();

    FindingWriter(String text) {
        this.text = text;
    }

    void error(Rule rule, String message) {
        add(Finding.error(rule, safe(message)));
    }

    void error(Rule rule, Optional<Place> place, String path, String message) {
        error(rule, place, path, message, List.of());
    }

    /** An error with what may have been meant: replacing the place by the first suggestion is the fix. */
    void error(Rule rule, Optional<Place> place, String path, String message, List<String> suggestions) {
        add(finding(rule, Severity.ERROR, place, path, message, suggestions));
    }

    void note(Rule rule, Severity severity, Optional<Place> place, String path, String message) {
        add(finding(rule, severity, place, path, message, List.of()));
    }

    private Finding finding(
            Rule rule,
            Severity severity,
            Optional<Place> place,
            String path,
            String message,
            List<String> suggestions) {
        Optional<Edit> fix = place.filter(p -> p.end() > p.start() && !suggestions.isEmpty())
                .map(p -> new Edit(p.start(), p.end(), suggestions.get(0)));
        return new Finding(
                rule,
                severity,
                line(place),
                column(place),
                safe(path),
                safe(message),
                suggestions.stream().map(FindingWriter::safe).toList(),
                fix);
    }

    private void add(Finding finding) {
        if (findings.size() < MOST) {
            findings.add(finding);
        }
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Errors first, then by place. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity)
                .thenComparing(f -> f.line().orElse(Integer.MAX_VALUE))
                .thenComparing(f -> f.column().orElse(Integer.MAX_VALUE)));
        return List.copyOf(sorted);
    }

    private OptionalInt line(Optional<Place> place) {
        if (place.isEmpty()) {
            return OptionalInt.empty();
        }
        int start = Math.min(place.get().start(), text.length());
        return OptionalInt.of(1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count());
    }

    private OptionalInt column(Optional<Place> place) {
        if (place.isEmpty()) {
            return OptionalInt.empty();
        }
        int start = Math.min(place.get().start(), text.length());
        return OptionalInt.of(start - text.lastIndexOf('\n', start - 1));
    }

    /** Without control characters, at most 300 characters: names come from a query or a source. */
    private static String safe(String words) {
        StringBuilder out = new StringBuilder();
        words.codePoints().limit(300).forEach(c -> {
            boolean harmless = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            out.appendCodePoint(harmless ? c : ' ');
        });
        return out.toString();
    }
}
