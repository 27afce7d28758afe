package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

/**
 * A word of a question after analysis.
 *
 * @param text as typed
 * @param plain lower case, accents folded
 * @param term the form the index knows: singular
 * @param position the place among the question's words, stop words counted
 * @param capitalised starts with a capital though it does not start the question
 * @param quoted stands between quotation marks
 * @param stop a word that says nothing about where to look, such as "which"
 */
public record QuestionWord(
        String text, String plain, String term, int position, boolean capitalised, boolean quoted, boolean stop) {
    public QuestionWord {
        requireNonNull(text, "text");
        requireNonNull(plain, "plain");
        requireNonNull(term, "term");
    }
}
