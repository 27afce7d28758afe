package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Lessons;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left of a question and of its answer when the words are taken away that they share.
 *
 * @param asked roots of the question's words that the answer lacks
 * @param meant roots of words in names of the answer's tables and columns that the question lacks
 * @param shared roots of the words that both have
 */
record Alignment(String source, List<String> asked, List<String> meant, List<String> shared) {
    private static final int LABEL_WORDS = 5;
    /** The root of a word that nearly every table has and nobody means. */
    private static final String KEY = "id";

    Alignment {
        asked = List.copyOf(asked);
        meant = List.copyOf(meant);
        shared = List.copyOf(shared);
    }

    static List<Alignment> of(TrainingSet set, Lessons lessons) {
        Map<String, Set<String>> names = names(set, lessons);
        List<Alignment> all = new ArrayList<>();
        for (LabelledQuestion question : set.questions()) {
            Set<String> meant = new TreeSet<>();
            question.tables().forEach(table -> meant.addAll(names.getOrDefault(table, Set.of())));
            question.columns().forEach(column -> meant.addAll(names.getOrDefault(column, Set.of())));
            Set<String> asked = new TreeSet<>(lessons.roots(question.text()));
            Set<String> shared = new TreeSet<>(asked);
            shared.retainAll(meant);
            asked.removeAll(shared);
            meant.removeAll(shared);
            meant.removeAll(lessons.roots(KEY));
            all.add(new Alignment(question.source(), List.copyOf(asked), List.copyOf(meant), List.copyOf(shared)));
        }
        return all;
    }

    private static Map<String, Set<String>> names(TrainingSet set, Lessons lessons) {
        Map<String, Set<String>> names = new HashMap<>();
        for (SourceId source :
                set.catalog().listSources().stream().map(s -> s.id()).toList()) {
            for (TableVersion version : set.catalog().listTables(source)) {
                String table = Answer.text(version.ref()).toLowerCase(Locale.ROOT);
                names.put(
                        table,
                        lessons.roots(version.ref().table().name()
                                + ' '
                                + label(version.table().comment())));
                for (Field field : version.table().fields()) {
                    names.put(
                            table + '.' + field.name().toLowerCase(Locale.ROOT),
                            lessons.roots(field.name() + ' ' + label(field.comment())));
                }
            }
        }
        return names;
    }

    private static String label(Optional<String> comment) {
        return comment.map(text -> text.lines().findFirst().orElse(""))
                .filter(line -> line.split(" +").length <= LABEL_WORDS)
                .orElse("");
    }
}
