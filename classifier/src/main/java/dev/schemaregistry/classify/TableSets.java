package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Evidence.Row;
import dev.schemaregistry.classify.TableStep.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Chooses the tables of one source that answer together, one after the other, until none is likely enough to be meant. */
final class TableSets {
    /** What a table must weigh to join: a little less than to stop, which is 0, since a missing table costs more than one too many. */
    private static final double ENOUGH = -0.2;

    private static final int MOST_TABLES = 8;
    /** In a larger source only tables that explain something are looked at. */
    private static final int LARGE = 60;
    /** A name of which the question has this share names its table. */
    private static final double NAMED = 0.4;

    private static final double WHOLLY = 0.99;
    /** The logarithm of about seven words. */
    private static final double MIDDLE_LENGTH = 2;

    private final Directory directory;
    private final Evidence evidence;
    private final Boosts boosts;
    private final List<Integer> tables;
    private final double[] possible;
    private final RankingModel model;
    private final double total;
    private final int valueWords;
    private final double[] first;

    /** @param total what all words of the question weigh */
    TableSets(Directory directory, Evidence evidence, Boosts boosts, RankingModel model, double total, int source) {
        this.directory = directory;
        this.evidence = evidence;
        this.boosts = boosts;
        this.total = total;
        this.possible = new double[evidence.terms()];
        this.valueWords = Math.min(2, evidence.valueWords());
        int size = directory.endTable(source) - directory.firstTable(source);
        this.tables = IntStream.range(directory.firstTable(source), directory.endTable(source))
                .filter(table -> size < LARGE || isHeld(table))
                .boxed()
                .toList();
        this.model = model;
        tables.forEach(table -> evidence.merge(possible, table));
        GrowingSet nothing = new GrowingSet(directory, evidence);
        this.first = tables.stream()
                .mapToDouble(table -> signals(nothing, table).weigh(model.first()) + boosts.ofTable(table))
                .toArray();
    }

    /** Whether something speaks for the table. */
    private boolean isHeld(int table) {
        return evidence.row(table) != null || boosts.ofTable(table) > 0;
    }

    /** In the order in which they were chosen; empty when no table explains anything. */
    List<Integer> choose() {
        GrowingSet set = new GrowingSet(directory, evidence);
        int start = start();
        if (start < 0) {
            return List.of();
        }
        set.add(start);
        while (set.tables().size() < MOST_TABLES) {
            int chosen = -1;
            double best = ENOUGH;
            for (int table : tables) {
                double score = set.tables().contains(table)
                        ? Double.NEGATIVE_INFINITY
                        : signals(set, table).weigh(model.next()) + boosts.ofTable(table);
                if (score > best) {
                    best = score;
                    chosen = table;
                }
            }
            if (chosen < 0) {
                break;
            }
            set.bridge(chosen).ifPresent(set::add);
            set.add(chosen);
        }
        return set.tables();
    }

    private int start() {
        int chosen = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int place = 0; place < first.length; place++) {
            if (first[place] > best && isHeld(tables.get(place))) {
                best = first[place];
                chosen = tables.get(place);
            }
        }
        return chosen;
    }

    /** How likely each table is part of the answer, before any other is chosen; in the order of the source's tables. */
    List<ScoredTable> alone() {
        List<ScoredTable> scored = new ArrayList<>();
        for (int place = 0; place < first.length; place++) {
            scored.add(new ScoredTable(tables.get(place), 1 / (1 + Math.exp(-first[place]))));
        }
        return scored;
    }

    /** What would have been seen on the way to the right set, step by step; the last one is where to stop. */
    List<TableStep> steps(Set<Integer> right) {
        List<TableStep> steps = new ArrayList<>();
        GrowingSet set = new GrowingSet(directory, evidence);
        int next = 0;
        while (next >= 0) {
            Map<Integer, Signals<TableSignal>> open = new TreeMap<>();
            tables.stream()
                    .filter(table -> !set.tables().contains(table))
                    .forEach(table -> open.put(table, signals(set, table)));
            next = nearest(set, open, right);
            List<TableStep.Candidate> candidates = new ArrayList<>();
            for (Map.Entry<Integer, Signals<TableSignal>> one : open.entrySet()) {
                Role other = right.contains(one.getKey()) ? Role.LATER : Role.WRONG;
                candidates.add(new TableStep.Candidate(one.getValue(), one.getKey() == next ? Role.NEXT : other));
            }
            steps.add(new TableStep(set.tables().isEmpty(), candidates));
            if (next >= 0) {
                set.bridge(next).stream().filter(right::contains).forEach(set::add);
                set.add(next);
            }
        }
        return steps;
    }

    /** Of the right tables the one that explains most and is connected by right ones; below 0 when none is left. */
    private static int nearest(GrowingSet set, Map<Integer, Signals<TableSignal>> open, Set<Integer> right) {
        int nearest = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Integer, Signals<TableSignal>> one : open.entrySet()) {
            Signals<TableSignal> signals = one.getValue();
            boolean overWrong = signals.get(TableSignal.BRIDGED) > 0
                    && !right.contains(set.bridge(one.getKey()).orElseThrow());
            double near = signals.get(TableSignal.SHARE_OF_POSSIBLE)
                    - (overWrong ? 1 : 0)
                    - 2 * signals.get(TableSignal.APART);
            if (right.contains(one.getKey()) && near > best) {
                best = near;
                nearest = one.getKey();
            }
        }
        return nearest;
    }

    private Signals<TableSignal> signals(GrowingSet set, int table) {
        Signals<TableSignal> signals = Signals.none(TableSignal.class);
        signals.put(TableSignal.BASE, 1);
        signals.put(TableSignal.VALUE_WORDS, valueWords);
        boolean naming = directory.table(table).naming() && !set.hasNames();
        signals.put(TableSignal.VALUES_TO_NAME, naming ? valueWords : 0);
        int names = Math.min(2, evidence.properNames());
        signals.put(TableSignal.PROPER_NAMES, names);
        signals.put(TableSignal.PROPER_NAMES_TO_NAME, naming ? names : 0);
        int beyondFirst = Math.max(0, set.tables().size() - 1);
        double words = Math.log1p(evidence.terms()) - MIDDLE_LENGTH;
        signals.put(TableSignal.WORDS, words);
        signals.put(TableSignal.WORDS_TO_GROW, words * beyondFirst);
        signals.put(TableSignal.SET_SIZE, beyondFirst);
        signals.put(TableSignal.LINKS, Math.log1p(directory.neighbours(table).length));
        signals.put(TableSignal.LINKING, directory.table(table).linking() ? 1 : 0);
        signals.put(TableSignal.LINKED, set.links(table) ? 1 : 0);
        addDistance(signals, set, table);
        double covered = evidence.weigh(set.best()) / total;
        signals.put(TableSignal.OPEN, 1 - covered);
        Row row = evidence.row(table);
        if (row != null) {
            addGains(signals, set, row, covered);
        }
        return signals;
    }

    private void addDistance(Signals<TableSignal> signals, GrowingSet set, int table) {
        if (set.tables().isEmpty() || set.touches(table)) {
            return;
        }
        if (set.bridge(table).isEmpty()) {
            signals.put(TableSignal.APART, 1);
            return;
        }
        signals.put(TableSignal.BRIDGED, 1);
        int bridge = set.bridge(table).orElseThrow();
        signals.put(TableSignal.BRIDGE_LINKING, directory.table(bridge).linking() ? 1 : 0);
        Row between = evidence.row(bridge);
        signals.put(TableSignal.BRIDGE_OWN, between == null ? 0 : evidence.weigh(between.weights) / total);
    }

    private void addGains(Signals<TableSignal> signals, GrowingSet set, Row row, double covered) {
        double gain = 0;
        double fieldGain = 0;
        double bestWord = 0;
        int owned = 0;
        int ties = 0;
        int fieldWords = 0;
        for (int term = 0; term < evidence.terms(); term++) {
            double weight = row.weights[term];
            double more = weight - set.best()[term];
            if (weight > 0 && more > 0) {
                double worth = evidence.rarity(term) * more / total;
                gain += worth;
                bestWord = Math.max(bestWord, worth);
                fieldGain += row.isField(term) ? worth : 0;
                fieldWords += row.isField(term) && more > 0.2 ? 1 : 0;
                owned += more > 0.05 && weight >= possible[term] ? 1 : 0;
            }
            ties += weight > 0 && more <= 0 && more >= -0.1 ? 1 : 0;
        }
        signals.put(TableSignal.FIELD_GAIN, fieldGain);
        signals.put(TableSignal.GAIN, gain * total);
        signals.put(TableSignal.OWN, evidence.weigh(row.weights) / total);
        signals.put(TableSignal.NAMED, row.nameShare);
        signals.put(TableSignal.NAMED_WHOLLY, row.nameShare > WHOLLY ? 1 : 0);
        signals.put(TableSignal.NEWLY_NAMED, set.newlyNamed(row));
        signals.put(TableSignal.NAMED_WITH_FIELD, row.nameShare > NAMED ? Math.min(2, fieldWords) : 0);
        double most = evidence.weigh(possible) / total;
        signals.put(TableSignal.SHARE_OF_OPEN, gain / Math.max(0.02, 1 - covered));
        signals.put(TableSignal.SHARE_OF_POSSIBLE, gain / Math.max(0.02, most - covered));
        signals.put(TableSignal.BEST_WORD, bestWord);
        signals.put(TableSignal.OWNS_WORDS, Math.min(3, owned));
        signals.put(TableSignal.TIES, Math.min(3, ties));
        boolean held = row.nameShare > NAMED && set.holdsNameOf(row);
        signals.put(TableSignal.HELD_BY_FIELD, held ? 1 : 0);
    }

    /** A table and how likely it is meant. */
    record ScoredTable(int number, double score) {}
}
