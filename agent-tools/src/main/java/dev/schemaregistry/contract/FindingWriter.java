package dev.schemaregistry.contract;

import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Collects the findings of one query; the same finding at the same place counts once. Confined to one thread. */
public final class FindingWriter {
    private static final int MOST = 50;

    private final String text;
    private final Set<Finding> findings = new LinkedHashSet<>();

    /** @param text the query, in which places are told as lines and columns */
    public FindingWriter(String text) {
        this.text = text;
    }

    /** An error about the whole query. */
    public void error(Rule rule, String message) {
        add(Finding.error(rule, HarmlessText.of(message)));
    }

    /** An error without a suggestion. */
    public void error(Rule rule, Optional<Place> place, String path, String message) {
        error(rule, place, path, message, List.of());
    }

    /** An error with what may have been meant: replacing the place by the first suggestion is the fix. */
    public void error(Rule rule, Optional<Place> place, String path, String message, List<String> suggestions) {
        add(finding(rule, Severity.ERROR, place, path, message, suggestions));
    }

    /** An error with the edit that is most likely to help. */
    public void error(Rule rule, Optional<Place> place, String path, String message, Edit fix) {
        Finding plain = finding(rule, Severity.ERROR, place, path, message, List.of());
        add(new Finding(
                rule,
                plain.severity(),
                plain.line(),
                plain.column(),
                plain.path(),
                plain.message(),
                List.of(),
                Optional.of(fix)));
    }

    /** A remark of any weight. */
    public void note(Rule rule, Severity severity, Optional<Place> place, String path, String message) {
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
                HarmlessText.of(path),
                HarmlessText.of(message),
                suggestions.stream().map(HarmlessText::of).toList(),
                fix);
    }

    private void add(Finding finding) {
        if (findings.size() < MOST) {
            findings.add(finding);
        }
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    public boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Errors first, then by place. */
    public List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Finding.BY_SEVERITY_AND_PLACE);
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
}
