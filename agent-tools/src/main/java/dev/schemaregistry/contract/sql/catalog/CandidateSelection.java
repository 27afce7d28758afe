package dev.schemaregistry.contract.sql.catalog;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Chooses the best of several candidates that all fit (manual, steps 3.c to 3.f of 10.2 and 4.c to 4.f of 10.3). */
final class CandidateSelection {

    private static final char STRINGS = 'S';
    private static final char UNDECIDED = 0;

    private final PostgresCatalog catalog;
    private final Coercion coercion;
    private final List<Integer> types;

    CandidateSelection(PostgresCatalog catalog, Coercion coercion, List<Integer> arguments) {
        this.catalog = catalog;
        this.coercion = coercion;
        this.types = arguments.stream().map(catalog::baseType).toList();
    }

    /** The best candidate; empty when the choice is ambiguous. */
    Optional<Candidate> best(List<Candidate> fitting) {
        List<Candidate> left = highest(fitting, this::exactMatches);
        if (left.size() == 1) {
            return Optional.of(left.get(0));
        }
        left = highest(left, this::exactOrPreferredMatches);
        if (left.size() == 1) {
            return Optional.of(left.get(0));
        }
        if (!types.contains(TypeIds.UNKNOWN)) {
            return Optional.empty();
        }
        left = byCategoryOfLiterals(left);
        if (left.size() == 1) {
            return Optional.of(left.get(0));
        }
        return takingLiteralsForTheKnownType(left);
    }

    private static List<Candidate> highest(List<Candidate> candidates, ToIntFunction<Candidate> score) {
        int best = candidates.stream().mapToInt(score).max().orElse(0);
        return candidates.stream()
                .filter(candidate -> score.applyAsInt(candidate) == best)
                .toList();
    }

    private int exactMatches(Candidate candidate) {
        int matches = 0;
        for (int index = 0; index < types.size(); index++) {
            if (isKnown(index) && candidate.types().get(index).equals(types.get(index))) {
                matches++;
            }
        }
        return matches;
    }

    private int exactOrPreferredMatches(Candidate candidate) {
        int matches = 0;
        for (int index = 0; index < types.size(); index++) {
            int declared = candidate.types().get(index);
            if (isKnown(index) && (declared == types.get(index) || isPreferredFor(declared, types.get(index)))) {
                matches++;
            }
        }
        return matches;
    }

    private boolean isKnown(int index) {
        return types.get(index) != TypeIds.UNKNOWN;
    }

    private boolean isPreferredFor(int declared, int actual) {
        return catalog.isPreferred(declared) && catalog.category(declared) == catalog.category(actual);
    }

    private List<Candidate> byCategoryOfLiterals(List<Candidate> candidates) {
        char[] categories = new char[types.size()];
        for (int index = 0; index < categories.length; index++) {
            if (isKnown(index)) {
                continue;
            }
            categories[index] = commonCategory(candidates, index);
            if (categories[index] == UNDECIDED) {
                return candidates;
            }
        }
        List<Candidate> left = candidates.stream()
                .filter(candidate -> suitsLiterals(candidate, candidates, categories))
                .toList();
        return left.isEmpty() ? candidates : left;
    }

    /** Strings where any candidate takes a string, for a literal looks like one; else what all agree on. */
    private char commonCategory(List<Candidate> candidates, int index) {
        Set<Character> categories = new HashSet<>();
        for (Candidate candidate : candidates) {
            categories.add(catalog.category(candidate.types().get(index)));
        }
        if (categories.contains(STRINGS)) {
            return STRINGS;
        }
        return categories.size() == 1 ? categories.iterator().next() : UNDECIDED;
    }

    private boolean suitsLiterals(Candidate candidate, List<Candidate> all, char... categories) {
        for (int index = 0; index < categories.length; index++) {
            if (!isKnown(index) && !suitsLiteral(candidate, all, index, categories[index])) {
                return false;
            }
        }
        return true;
    }

    private boolean suitsLiteral(Candidate candidate, List<Candidate> all, int index, char category) {
        int declared = candidate.types().get(index);
        if (catalog.category(declared) != category) {
            return false;
        }
        boolean somePreferred = all.stream()
                .map(other -> other.types().get(index))
                .anyMatch(type -> catalog.isPreferred(type) && catalog.category(type) == category);
        return !somePreferred || catalog.isPreferred(declared);
    }

    /** When all known arguments are of one type, literals are taken for it too. */
    private Optional<Candidate> takingLiteralsForTheKnownType(List<Candidate> candidates) {
        Set<Integer> known = new HashSet<>(types);
        known.remove(TypeIds.UNKNOWN);
        if (known.size() != 1) {
            return Optional.empty();
        }
        List<Integer> assumed =
                Collections.nCopies(types.size(), known.iterator().next());
        List<Candidate> left = candidates.stream()
                .filter(candidate -> Polymorphism.coercible(catalog, coercion, assumed, candidate.types()))
                .toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }
}
