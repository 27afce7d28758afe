package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.summary.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What the classifier said.
 *
 * @param summaries by token budget; empty when not asked for
 */
record Answer(Classification classification, long micros, SortedMap<Integer, Summary> summaries) {
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

    static String text(TableRef ref) {
        return ref.source().value() + '.' + ref.table().name();
    }

    /** Whether a summary shows all of these tables and columns. */
    boolean covers(int budget, LabelledQuestion question) {
        Set<String> shown = new TreeSet<>();
        Summary summary = summaries.get(budget);
        if (summary != null) {
            summary.tables().forEach(table -> {
                String name = text(table.ref()).toLowerCase(Locale.ROOT);
                shown.add(name);
                table.fields().forEach(field -> shown.add(name + '.' + field.toLowerCase(Locale.ROOT)));
            });
        }
        return shown.containsAll(question.tables()) && shown.containsAll(question.columns());
    }
}
