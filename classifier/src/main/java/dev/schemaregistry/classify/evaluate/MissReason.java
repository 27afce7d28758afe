package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Ambiguity;
import dev.schemaregistry.classify.Classification;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why an answer was wrong, as far as the answer itself tells; the first that applies. */
public enum MissReason {
    /** It said that nothing fits. */
    ABSTAINED("abstained"),
    /** The right source is among those that the answer itself calls tied. */
    TIE("tie"),
    /** Nothing explains a word that is quoted, or capitalised within a sentence: most often a value. */
    VALUE("value"),
    /** Nothing explains some other word. */
    UNKNOWN_WORDS("unknown words"),
    /** Another source, though all words are explained. */
    OTHER("other"),
    /** The right source, without some right table. */
    MISSING_TABLES("missing tables"),
    /** The right source, with tables too many. */
    EXTRA_TABLES("extra tables"),
    /** The right source, with some right table missing and another too many. */
    OTHER_TABLES("missing and extra tables");

    private static final Pattern LIKE_A_VALUE =
            Pattern.compile("\"([^\"]+)\"|(?<![\\p{L}\\p{N}])'([^']+)'|(?<=[^.?!:\\s]\\s)(\\p{Lu}[\\p{L}\\p{N}]*)");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final String word;

    MissReason(String word) {
        this.word = word;
    }

    /** As error lists call it. */
    public String word() {
        return word;
    }

    /** Empty when source and tables are right. */
    static Optional<MissReason> of(LabelledQuestion question, Answer answer) {
        Classification classification = answer.classification();
        boolean rightSource = answer.sources().stream()
                .findFirst()
                .filter(question.source()::equals)
                .isPresent();
        if (rightSource) {
            return ofTables(question.tables(), answer.foldedSet());
        }
        if (classification.outcome() == Classification.Outcome.NONE) {
            return Optional.of(ABSTAINED);
        }
        if (isTied(classification, question.source())) {
            return Optional.of(TIE);
        }
        List<String> unmatched = classification.unmatchedWords();
        if (unmatched.isEmpty()) {
            return Optional.of(OTHER);
        }
        Set<String> valueWords = valueWords(question.text());
        return Optional.of(
                unmatched.stream().map(MissReason::fold).anyMatch(valueWords::contains) ? VALUE : UNKNOWN_WORDS);
    }

    private static Optional<MissReason> ofTables(Set<String> right, Set<String> got) {
        boolean complete = got.containsAll(right);
        boolean exact = right.containsAll(got);
        if (complete && exact) {
            return Optional.empty();
        }
        if (complete) {
            return Optional.of(EXTRA_TABLES);
        }
        return Optional.of(exact ? MISSING_TABLES : OTHER_TABLES);
    }

    private static boolean isTied(Classification classification, String source) {
        return classification.ambiguity().map(Ambiguity::sources).orElse(List.of()).stream()
                .anyMatch(tied -> tied.value().equals(source));
    }

    private static Set<String> valueWords(String text) {
        Set<String> words = new HashSet<>();
        Matcher found = LIKE_A_VALUE.matcher(text);
        while (found.find()) {
            words.addAll(List.of(NO_WORD.split(fold(found.group()), -1)));
        }
        words.remove("");
        return words;
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
