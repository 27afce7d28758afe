package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.TermVariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names whose words are run together, such as {@code gasstation}, found through the words in them. The index's own vocabulary
 * says what a word is, so the answer depends only on what is indexed, not on the order in which it came. Immutable.
 */
final class Compounds {
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_COMPOUND = 7;
    private static final int LONGEST_COMPOUND = 40;

    /** From so many words on that came or went, all are looked at anew. */
    private static final int MANY = 100;

    private final List<Set<String>> segments;
    private final Set<String> vocabulary;
    private final Map<String, List<TermVariant>> compoundsOfPart;

    private Compounds(
            List<Set<String>> segments, Set<String> vocabulary, Map<String, List<TermVariant>> compoundsOfPart) {
        this.segments = segments;
        this.vocabulary = vocabulary;
        this.compoundsOfPart = compoundsOfPart;
    }

    /** @param segments the words of each part of the index */
    static Compounds of(List<Set<String>> segments, Words words) {
        Set<String> vocabulary = new HashSet<>();
        segments.forEach(vocabulary::addAll);
        Map<String, List<TermVariant>> found = new HashMap<>();
        new TreeSet<>(vocabulary).forEach(term -> add(found, term, parts(term, vocabulary), words));
        return new Compounds(segments, vocabulary, found);
    }

    /** The same as {@link #of}, in a time that depends on what is different now. */
    Compounds with(List<Set<String>> now, Words words) {
        Set<String> added = missing(now, segments);
        Set<String> removed = missing(segments, now);
        if (added.isEmpty() && removed.isEmpty()) {
            return new Compounds(now, vocabulary, compoundsOfPart);
        }
        if (added.size() + removed.size() > MANY) {
            return of(now, words);
        }
        Set<String> changed = new HashSet<>(added);
        changed.addAll(removed);
        Set<String> after = new HashSet<>(vocabulary);
        after.removeAll(removed);
        after.addAll(added);
        Map<String, List<TermVariant>> found = new HashMap<>(compoundsOfPart);
        Set<String> touched = new TreeSet<>(changed);
        vocabulary.stream().filter(term -> holdsAny(term, changed)).forEach(touched::add);
        for (String term : touched) {
            remove(found, term, parts(term, vocabulary), words);
            add(found, term, after.contains(term) ? parts(term, after) : List.of(), words);
        }
        return new Compounds(now, after, found);
    }

    /** What some of the first have and none of the second. */
    private static Set<String> missing(List<Set<String>> first, List<Set<String>> second) {
        Set<String> missing = new HashSet<>();
        for (Set<String> terms : first) {
            if (second.stream().noneMatch(other -> other == terms)) {
                terms.stream()
                        .filter(term -> second.stream().noneMatch(other -> other.contains(term)))
                        .forEach(missing::add);
            }
        }
        return missing;
    }

    private static boolean holdsAny(String term, Set<String> parts) {
        return term.length() >= SHORTEST_COMPOUND
                && term.length() <= LONGEST_COMPOUND
                && parts.stream().anyMatch(part -> part.length() >= SHORTEST_PART && term.contains(part));
    }

    private static void remove(Map<String, List<TermVariant>> found, String term, List<String> parts, Words words) {
        for (String part : new HashSet<>(parts)) {
            found.computeIfPresent(words.singular(part), (key, variants) -> {
                List<TermVariant> left = variants.stream()
                        .filter(variant -> !variant.term().equals(term))
                        .toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** Lists are never changed, only replaced: an older state may share them. */
    private static void add(Map<String, List<TermVariant>> found, String term, List<String> parts, Words words) {
        for (String part : new HashSet<>(parts)) {
            double quality = Math.min(1, (double) part.length() / term.length());
            found.merge(words.singular(part), List.of(new TermVariant(term, quality)), Compounds::sorted);
        }
    }

    private static List<TermVariant> sorted(List<TermVariant> known, List<TermVariant> more) {
        return Stream.concat(known.stream(), more.stream())
                .sorted(Comparator.comparing(TermVariant::term).thenComparing(TermVariant::quality))
                .toList();
    }

    /** The fewest words that the term is made of; empty when it is no compound. */
    static List<String> parts(String term, Set<String> vocabulary) {
        if (term.length() < SHORTEST_COMPOUND || term.length() > LONGEST_COMPOUND) {
            return List.of();
        }
        for (int pieces = 2; pieces <= 4; pieces++) {
            List<String> parts = split(term, 0, pieces, vocabulary);
            if (!parts.isEmpty()) {
                return parts;
            }
        }
        return List.of();
    }

    private static List<String> split(String term, int from, int pieces, Set<String> vocabulary) {
        if (pieces == 1) {
            String rest = term.substring(from);
            return isWord(rest, vocabulary) ? List.of(rest) : List.of();
        }
        for (int end = term.length() - SHORTEST_PART; end >= from + SHORTEST_PART; end--) {
            String first = term.substring(from, end);
            if (!isWord(first, vocabulary)) {
                continue;
            }
            List<String> rest = split(term, end, pieces - 1, vocabulary);
            if (!rest.isEmpty()) {
                List<String> parts = new ArrayList<>();
                parts.add(first);
                parts.addAll(rest);
                return parts;
            }
        }
        return List.of();
    }

    private static boolean isWord(String part, Set<String> vocabulary) {
        return part.length() >= SHORTEST_PART && vocabulary.contains(part);
    }

    /** Index terms that hold this term as a part, each with the share of letters it makes up; sorted by term. */
    List<TermVariant> holding(String term) {
        return compoundsOfPart.getOrDefault(term, List.of());
    }
}
