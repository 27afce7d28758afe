package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Questions of which people said where they are answered, in one state of the index. Numbered from 0 in the order of their ids;
 * valid as long as the {@link IndexView} it comes from.
 */
public interface Memory {
    /** Nothing is remembered. */
    Memory NONE = new NoMemory();

    /** How many questions. */
    int size();

    Remembered question(int number);

    /** Hands on the number of each question that holds the word of that root, growing. */
    void holding(String root, IntConsumer numbers);

    /** How many confirmed questions there are of a source, by its number in the {@link Directory}. */
    int confirmedOf(int source);

    /** Whether a remembered word says something of where to look; what is written like a value does not. */
    static boolean isTelling(QuestionWord word) {
        return !word.stop() && !word.quoted() && !word.capitalised();
    }

    /** Equal for questions of the same words in the same order, those included that say nothing. */
    static int wording(List<QuestionWord> words) {
        return words.stream().map(QuestionWord::plain).toList().hashCode();
    }

    /** How much a word tells one remembered question from the others; while few are remembered, hardly more than another word. */
    static double rarity(int holding, int all) {
        return Math.log1p((all - holding + 10.0) / (holding + 1.0));
    }

    /**
     * One question.
     *
     * @param confirmed whether what it names is the answer, or is not
     * @param freshness 1 for the newest of all, halved with each half-life
     * @param sources numbers in the {@link Directory}; for a rejection only those without tables
     * @param tables numbers in the {@link Directory}
     * @param length of its telling words as a vector of rarities
     * @param wording as {@link #wording} has it
     */
    record Remembered(
            boolean confirmed,
            double freshness,
            List<Integer> sources,
            List<Integer> tables,
            double length,
            int wording) {
        public Remembered {
            requireNonNull(sources, "sources");
            requireNonNull(tables, "tables");
        }
    }
}
