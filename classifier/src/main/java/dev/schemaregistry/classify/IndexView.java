package dev.schemaregistry.classify;

import java.util.List;
import java.util.Optional;

/**
 * One consistent state of the index, as ranking sees it. Valid only inside {@link SchemaTerms#read}; confined to one thread.
 *
 * <p>Postings name a <em>node</em>: tables are nodes 0 to n-1 in the order of their references, sources follow in the order of
 * their ids, as {@link Directory} lists them.
 */
public interface IndexView {
    /** The last event of the registry that is in this state. */
    long revision();

    /** Whether the whole registry of that revision is in this state; not while the index is built for the first time. */
    boolean complete();

    Directory directory();

    /** What people said of questions like this one. */
    default Memory memory() {
        return Memory.NONE;
    }

    /** Splits a text, folds its words and cuts their plural endings; stop words are marked, not dropped. */
    List<QuestionWord> words(String text);

    /** The form of a word that it shares with its inflections, as the index holds it. */
    String root(QuestionWord word);

    /** Other index terms that mean the same as a plain word: what an abbreviation stands for, the parts of a joined word. */
    List<TermVariant> variants(QuestionWord word);

    /** The index term of two neighbouring words written as one, if some name is written so. */
    Optional<String> joined(QuestionWord first, QuestionWord second);

    /** Words near in meaning to a word of a question, in the form the index holds, nearest first; whether it knows them or not. */
    List<TermVariant> related(QuestionWord word);

    /** Whether some name, label or entity holds the term. */
    boolean isInName(String term);

    /** Whether any name, comment or value holds the term. */
    boolean knows(String term);

    /** Hands every occurrence of a term to the consumer. */
    void postings(String term, PostingConsumer consumer);

    /** Terms that differ from a plain word by a typing error, nearest first, then by name. */
    List<TermVariant> similar(String plain, int limit);

    /** What an element of a table is called: the table for element 0, else a field; entities and values likewise. */
    Element element(int node, PostingField field, int element);

    /** The number of the field that an element of a table belongs to, from 1 in the table's order; 0 for the table itself. */
    int fieldNumber(int node, PostingField field, int element);

    /** The keys of a table, for suggesting joins. */
    List<String> keyFields(int node);

    /**
     * A named part of a node.
     *
     * @param name as the source spells it
     */
    record Element(Place place, String name) {}

    /** Takes one occurrence of a term. */
    @FunctionalInterface
    interface PostingConsumer {
        /**
         * Takes one.
         *
         * @param node the table or source
         * @param field which kind of text
         * @param element the number of the name, comment or value within its node
         * @param wordIndex which of the element's words it is, from 0
         * @param wordCount how many words the element has
         */
        void accept(int node, PostingField field, int element, int wordIndex, int wordCount);
    }
}
