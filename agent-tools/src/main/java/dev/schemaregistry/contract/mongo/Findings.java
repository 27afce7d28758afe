package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.HarmlessText;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Collects the findings of one query; the same one at the same point counts once. Confined to one thread. */
final class Findings {
    private static final int MOST = 50;
    private static final int MOST_WITH_SUGGESTIONS = 20;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$. -]+");

    private final String text;
    private final Places places;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private boolean errors;

    Findings(String text, Places places) {
        this.text = text;
        this.places = places;
    }

    void error(Rule rule, At at, String message) {
        add(rule, Severity.ERROR, at, message, List.of(), Optional.empty());
    }

    /** An error in a name or text: writing the first suggestion instead is the fix. */
    void error(Rule rule, At at, String message, List<String> suggestions) {
        add(rule, Severity.ERROR, at, message, suggestions, renaming(at, suggestions));
    }

    /** An error in a text: putting other words in its place, quotes included, is the fix. */
    void error(Rule rule, At at, String message, Optional<String> replacement) {
        Optional<Edit> fix = replacement.flatMap(
                words -> places.find(at.mark()).map(place -> new Edit(place.start(), place.end(), words)));
        add(rule, Severity.ERROR, at, message, replacement.stream().toList(), fix);
    }

    void note(Rule rule, Severity severity, At at, String message) {
        add(rule, severity, at, message, List.of(), Optional.empty());
    }

    void note(Rule rule, Severity severity, At at, String message, List<String> suggestions) {
        add(rule, severity, at, message, suggestions, Optional.empty());
    }

    boolean hasErrors() {
        return errors;
    }

    /** Whether there are so many that looking for suggestions is no help any more. */
    boolean isFull() {
        return findings.size() >= MOST_WITH_SUGGESTIONS;
    }

    /** Errors first, then by place. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings.values());
        sorted.sort(Finding.BY_SEVERITY_AND_PLACE);
        return List.copyOf(sorted);
    }

    private void add(
            Rule rule, Severity severity, At at, String message, List<String> suggestions, Optional<Edit> fix) {
        errors |= severity == Severity.ERROR;
        if (findings.size() >= MOST) {
            return;
        }
        Optional<Places.Place> place = places.find(at.mark());
        Finding finding = new Finding(
                rule,
                severity,
                line(place),
                column(place),
                HarmlessText.of(at.path()),
                HarmlessText.of(message),
                suggestions.stream().map(HarmlessText::of).toList(),
                fix);
        findings.putIfAbsent(rule + "\0" + finding.path() + '\0' + finding.message(), finding);
    }

    private Optional<Edit> renaming(At at, List<String> suggestions) {
        if (suggestions.isEmpty() || !PLAIN.matcher(suggestions.get(0)).matches()) {
            return Optional.empty();
        }
        return places.find(at.mark()).map(place -> {
            char quote = text.charAt(place.start());
            String around = quote == '\'' ? "'" : "\"";
            return new Edit(place.start(), place.end(), around + suggestions.get(0) + around);
        });
    }

    private OptionalInt line(Optional<Places.Place> place) {
        return place.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(1
                        + (int) text.substring(0, place.get().start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count());
    }

    private OptionalInt column(Optional<Places.Place> place) {
        return place.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        place.get().start() - text.lastIndexOf('\n', place.get().start() - 1));
    }
}
