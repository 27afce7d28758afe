package dev.schemaregistry.contract;

import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes of a refused query one that is accepted, by the edits that its findings propose. What comes out was checked: it is accepted,
 * or nothing comes out. Whether it still asks what was meant is for the reader to say.
 */
public final class Repair {
    private static final Set<Level> REPAIRABLE = Set.of(Level.NAMES, Level.TYPES, Level.SEMANTIC);
    private static final int LONGEST = 8_000;
    private static final int ROUNDS = 3;

    private Repair() {}

    /**
     * The query made right; empty when no edits lead to one that is accepted.
     *
     * @param report what the checker said of the query
     */
    public static Optional<String> of(ContractQuery query, ContractReport report, ContractChecker checker) {
        ContractQuery current = query;
        ContractReport said = report;
        for (int round = 0; round < ROUNDS && said.verdict() == Verdict.REJECT; round++) {
            List<Finding> errors =
                    said.findings().stream().filter(Finding::isError).toList();
            if (query.text().length() > LONGEST || !errors.stream().allMatch(Repair::isRepairable)) {
                return Optional.empty();
            }
            Optional<ContractQuery> next = Optional.empty();
            for (String text : candidates(current.text(), errors)) {
                ContractQuery candidate = new ContractQuery(text, query.schema());
                said = checker.validate(candidate);
                if (said.accepted()) {
                    return Optional.of(text);
                }
                next = next.or(() -> Optional.of(candidate));
            }
            if (next.isEmpty()) {
                return Optional.empty();
            }
            current = next.get();
            said = checker.validate(current);
        }
        return Optional.empty();
    }

    private static boolean isRepairable(Finding error) {
        return REPAIRABLE.contains(error.level());
    }

    /** All proposed edits at once; for a single error each of its suggestions. */
    private static List<String> candidates(String text, List<Finding> errors) {
        if (errors.size() == 1) {
            return errors.get(0).fix().stream()
                    .flatMap(fix -> replacements(errors.get(0), fix)
                            .map(word -> new Edit(fix.start(), fix.end(), word).applyTo(text)))
                    .distinct()
                    .toList();
        }
        List<Edit> edits = errors.stream()
                .flatMap(error -> error.fix().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .toList();
        return edits.isEmpty() ? List.of() : List.of(apply(edits, text));
    }

    private static Stream<String> replacements(Finding error, Edit fix) {
        List<String> words = new ArrayList<>(List.of(fix.replacement()));
        words.addAll(error.suggestions());
        return words.stream();
    }

    /** From the end to the start; an edit that overlaps one behind it is left out. */
    private static String apply(List<Edit> lastFirst, String text) {
        String edited = text;
        int untouched = text.length();
        for (Edit edit : lastFirst) {
            if (edit.end() <= untouched) {
                edited = edit.applyTo(edited);
                untouched = edit.start();
            }
        }
        return edited;
    }
}
