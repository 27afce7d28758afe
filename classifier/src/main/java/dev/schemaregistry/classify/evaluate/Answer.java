package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.summary.Summary;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What the classifier said.
 *
 * @param shown by metric, which tables and columns a text within a budget shows, lower case; empty when not asked for
 */
record Answer(Classification classification, long micros, SortedMap<String, Set<String>> shown) {
    List<String> sources() {
        return classification.sources().stream()
                .map(source -> source.id().value())
                .toList();
    }

    List<Double> probabilities() {
        return classification.sources().stream().map(RankedSource::probability).toList();
    }

    List<String> tables() {
        return classification.tables().stream().map(table -> text(table.ref())).toList();
    }

    List<String> set() {
        return classification.answerSet().stream().map(Answer::text).toList();
    }

    Set<String> foldedSet() {
        Set<String> set = new TreeSet<>();
        set().forEach(name -> set.add(name.toLowerCase(Locale.ROOT)));
        return set;
    }

    static String text(TableRef ref) {
        return ref.source().value() + '.' + ref.table().name();
    }

    /** The tables and columns of a summary, lower case. */
    static Set<String> shownBy(Summary summary) {
        Set<String> shown = new HashSet<>();
        summary.tables().forEach(table -> {
            String name = text(table.ref()).toLowerCase(Locale.ROOT);
            shown.add(name);
            table.fields().forEach(field -> shown.add(name + '.' + field.toLowerCase(Locale.ROOT)));
        });
        return shown;
    }

    /** Whether all tables and columns of the right answer are shown. */
    boolean covers(String metric, LabelledQuestion question) {
        Set<String> names = shown.getOrDefault(metric, Set.of());
        return names.containsAll(question.tables()) && names.containsAll(question.columns());
    }
}
