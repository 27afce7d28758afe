package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * Which questions of a source are told to the classifier, and which are asked. The groups of a source stand in the order of a hash of
 * their names; the first of them are for telling, one question each, and no question of such a group is ever asked. Asked are the same
 * questions however many are told.
 */
final class FeedbackSplit {
    private final SortedMap<String, List<LabelledQuestion>> told = new TreeMap<>();
    private final List<LabelledQuestion> asked = new ArrayList<>();

    /** @param most how many questions of a source are told at most; of a source with few groups, half of them */
    FeedbackSplit(List<LabelledQuestion> questions, int most) {
        SortedMap<String, SortedMap<String, List<LabelledQuestion>>> bySource = new TreeMap<>();
        questions.forEach(question -> bySource.computeIfAbsent(question.source(), k -> new TreeMap<>(byHash()))
                .computeIfAbsent(question.group(), k -> new ArrayList<>())
                .add(question));
        bySource.forEach((source, groups) -> {
            int reserved = Math.min(most, groups.size() / 2);
            List<LabelledQuestion> first = new ArrayList<>();
            groups.values().stream().limit(reserved).forEach(group -> first.add(group.get(0)));
            groups.values().stream().skip(reserved).forEach(asked::addAll);
            told.put(source, first);
        });
    }

    private static Comparator<String> byHash() {
        return Comparator.comparing(FeedbackSplit::hash).thenComparing(Comparator.naturalOrder());
    }

    private static long hash(String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    /** A half of the sources, by a hash of their names. */
    static boolean isInFirstHalf(String source) {
        return hash("half " + source) % 2 == 0;
    }

    List<LabelledQuestion> asked() {
        return List.copyOf(asked);
    }

    /** The first {@code count} of each of these sources, confirmed with their tables. */
    List<Feedback> told(CatalogFile catalog, int count, Predicate<String> sources) {
        List<Feedback> feedback = new ArrayList<>();
        told.forEach((source, questions) -> {
            if (sources.test(source)) {
                questions.stream().limit(count).forEach(question -> feedback.add(confirmed(catalog, question)));
            }
        });
        return feedback;
    }

    private static Feedback confirmed(CatalogFile catalog, LabelledQuestion question) {
        SourceId source = new SourceId(question.source());
        List<TableRef> tables = catalog.listTables(source).stream()
                .map(TableVersion::ref)
                .filter(ref -> question.tables().contains(Answer.text(ref).toLowerCase(Locale.ROOT)))
                .toList();
        return new Feedback(question.text(), Verdict.CONFIRMED, List.of(source), tables, Instant.EPOCH);
    }
}
