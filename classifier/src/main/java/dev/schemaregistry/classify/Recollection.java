package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Memory.Remembered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** What comes to mind at a question: remembered ones that share words with it, and how often each word was said of a node. */
final class Recollection {
    private final Memory memory;
    private final int terms;
    private final int tables;
    private final double[] products;
    private final double[] @Nullable [] said;
    private double length;
    private boolean empty = true;
    private int telling;

    private Recollection(Memory memory, Directory directory, int terms) {
        this.memory = memory;
        this.terms = terms;
        this.tables = directory.tableCount();
        this.products = new double[memory.size()];
        this.said = new double[tables + directory.sourceCount()][];
    }

    static Recollection of(IndexView view, QuestionTerms question) {
        Recollection found = new Recollection(view.memory(), view.directory(), question.count());
        Map<String, Integer> roots = new LinkedHashMap<>();
        for (int term = 0; term < question.count(); term++) {
            if (Memory.isTelling(question.word(term))) {
                roots.putIfAbsent(view.root(question.word(term)), term);
            }
        }
        roots.forEach(found::add);
        found.telling = roots.size();
        return found;
    }

    private void add(String root, int term) {
        List<Integer> holding = new ArrayList<>();
        memory.holding(root, holding::add);
        double rarity = Memory.rarity(holding.size(), memory.size());
        length += rarity * rarity;
        for (int number : holding) {
            empty = false;
            products[number] += rarity * rarity;
            Remembered question = memory.question(number);
            if (question.confirmed()) {
                question.tables().forEach(table -> add(table, term, question.freshness()));
                question.sources().forEach(source -> add(tables + source, term, question.freshness()));
            }
        }
    }

    private void add(int node, int term, double freshness) {
        double[] counts = said[node];
        if (counts == null) {
            counts = new double[terms];
            said[node] = counts;
        }
        counts[term] += freshness;
    }

    /** Whether no remembered question shares a word. */
    boolean isEmpty() {
        return empty;
    }

    /** How many different words of the question say where to look. */
    int tellingWords() {
        return telling;
    }

    /** How often each word was said of a table or source in confirmed questions, fresh ones counting more; null for never. */
    double @Nullable [] said(int node) {
        return said[node];
    }

    /** Of how many sources a word was said. */
    int sourcesSaying(int term) {
        int count = 0;
        for (int node = tables; node < said.length; node++) {
            double[] counts = said[node];
            count += counts != null && counts[term] > 0 ? 1 : 0;
        }
        return count;
    }

    /** Hands on each remembered question that shares a word with its similarity: the cosine between words by rarity. */
    void forEach(ObjDoubleConsumer<Remembered> consumer) {
        for (int number = 0; number < products.length; number++) {
            if (products[number] > 0) {
                Remembered question = memory.question(number);
                consumer.accept(question, products[number] / (Math.sqrt(length) * question.length()));
            }
        }
    }
}
