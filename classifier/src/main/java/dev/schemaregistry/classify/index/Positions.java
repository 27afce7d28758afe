package dev.schemaregistry.classify.index;

/**
 * How a posting's position says which word of which element it is: element number, word count, word index, in 23, 4 and 4 bits.
 * Positions so made grow with the element and the word, as Lucene demands.
 */
final class Positions {
    /** Elements of a node beyond this are not indexed. */
    static final int MAX_ELEMENTS = 1 << 16;

    private Positions() {}

    static int encode(int element, int wordCount, int wordIndex) {
        return element << 8 | wordCount << 4 | wordIndex;
    }

    static int element(int position) {
        return position >>> 8;
    }

    static int wordCount(int position) {
        return position >>> 4 & 15;
    }

    static int wordIndex(int position) {
        return position & 15;
    }
}
