package dev.schemaregistry.contract.json;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.HarmlessText;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Collects what is found in one JSON request; the same finding at the same place counts once. Confined to one thread.
 *
 * <p>Work is bounded: after many errors, or many names that are not known, the check ends with {@link Rule#POLICY_LIMIT}.
 */
public final class JsonFindings {
    private static final int MOST_ERRORS = 50;
    private static final int MOST_NOTES = 50;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_COMPARISONS = 20_000;
    private static final int MOST_CANDIDATES = 5_000;

    private final Lines lines;
    private final Set<Finding> errors = new LinkedHashSet<>();
    private final Set<Finding> notes = new LinkedHashSet<>();
    private int comparisons;

    /** @param text what the places of findings are in */
    public JsonFindings(String text) {
        this.lines = new Lines(text);
    }

    /** An error about the whole request. */
    public void error(Rule rule, String message) {
        error(rule, Optional.empty(), "", message);
    }

    void error(Rule rule, Optional<Span> place, String path, String message) {
        add(finding(rule, Severity.ERROR, place, path, message, List.of(), Optional.empty()));
    }

    /** An error about a value. */
    public void error(Rule rule, JsonPart part, String message) {
        error(rule, part, message, List.of());
    }

    /** An error about a text that was meant otherwise: writing the first suggestion in its place is the fix. */
    public void error(Rule rule, JsonPart part, String message, List<String> suggestions) {
        note(rule, Severity.ERROR, part, message, suggestions);
    }

    /** A remark about a value, with what may have been meant. */
    public void note(Rule rule, Severity severity, JsonPart part, String message, List<String> suggestions) {
        Optional<Span> replaceable = Optional.of(part.place()).filter(place -> part.isText());
        add(finding(rule, severity, Optional.of(part.place()), part.path(), message, suggestions, replaceable));
    }

    /** A remark about something inside of a value, which no suggestion can replace as a whole. */
    public void inside(Rule rule, Severity severity, JsonPart part, String message, List<String> suggestions) {
        add(finding(rule, severity, Optional.of(part.place()), part.path(), message, suggestions, Optional.empty()));
    }

    /** A remark about a value. */
    public void note(Rule rule, Severity severity, JsonPart part, String message) {
        note(rule, severity, part, message, List.of());
    }

    /** An error about the name that an object gives a value. */
    public void wrongName(Rule rule, JsonPart member, String message, List<String> suggestions) {
        add(finding(
                rule,
                Severity.ERROR,
                Optional.of(member.name().orElse(member.place())),
                member.path(),
                message,
                suggestions,
                member.name()));
    }

    /** What may have been meant by a name, likeliest first. */
    public List<String> nearest(String wrong, Collection<String> candidates) {
        comparisons += 1 + Math.min(candidates.size(), MOST_CANDIDATES);
        if (comparisons > MOST_COMPARISONS) {
            throw new LimitReached(
                    "too many names in the query are not known; repair the first of them, then check again");
        }
        if (wrong.length() > LONGEST_NAME) {
            return List.of();
        }
        return NameSuggestions.nearest(
                wrong,
                candidates.stream()
                        .filter(name -> name.length() <= LONGEST_NAME)
                        .limit(MOST_CANDIDATES)
                        .toList());
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Whether the check has no opinion on a part. */
    public boolean isIncomplete() {
        return notes.stream().anyMatch(note -> note.rule() == Rule.CHECK_INCOMPLETE);
    }

    /** Errors first, then by place. */
    public List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(errors);
        sorted.addAll(notes);
        sorted.sort(Finding.BY_SEVERITY_AND_PLACE);
        return List.copyOf(sorted);
    }

    private void add(Finding finding) {
        if (!finding.isError()) {
            if (notes.size() < MOST_NOTES || finding.rule() == Rule.CHECK_INCOMPLETE) {
                notes.add(finding);
            }
            return;
        }
        errors.add(finding);
        if (errors.size() == MOST_ERRORS) {
            throw new LimitReached("the query has " + MOST_ERRORS + " errors or more; repair these, then check again");
        }
    }

    private Finding finding(
            Rule rule,
            Severity severity,
            Optional<Span> place,
            String path,
            String message,
            List<String> suggestions,
            Optional<Span> replaceable) {
        Optional<Edit> fix = replaceable
                .filter(span -> !suggestions.isEmpty())
                .map(span -> new Edit(
                        span.start(),
                        span.end(),
                        TextNode.valueOf(suggestions.get(0)).toString()));
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

    private OptionalInt line(Optional<Span> place) {
        return place.map(span -> OptionalInt.of(lines.line(span.start()))).orElse(OptionalInt.empty());
    }

    private OptionalInt column(Optional<Span> place) {
        return place.map(span -> OptionalInt.of(lines.column(span.start()))).orElse(OptionalInt.empty());
    }
}
