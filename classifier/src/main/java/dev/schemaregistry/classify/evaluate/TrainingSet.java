package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Labelled questions with their catalog, indexed in memory. */
final class TrainingSet implements AutoCloseable {
    private final String name;
    private final boolean hasValues;
    private final CatalogFile catalog;
    private final List<LabelledQuestion> questions;
    private final SchemaIndex index;

    private TrainingSet(String name, boolean hasValues, CatalogFile catalog, List<LabelledQuestion> questions) {
        this.name = name;
        this.hasValues = hasValues;
        this.catalog = catalog;
        this.questions = questions;
        this.index = SchemaIndex.inMemory(catalog);
    }

    static TrainingSet open(RoutingTraining.Input input, int every) {
        String name = fileName(input.questions())
                + input.values().map(v -> " with values").orElse("");
        return new TrainingSet(
                name,
                input.values().isPresent(),
                CatalogFile.read(input.catalog(), input.values()),
                sample(LabelledQuestion.read(input.questions()), every));
    }

    private static List<LabelledQuestion> sample(List<LabelledQuestion> all, int every) {
        return IntStream.range(0, all.size())
                .filter(number -> number % every == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static String fileName(Path file) {
        String name =
                Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        return name.endsWith(".jsonl") ? name.substring(0, name.length() - ".jsonl".length()) : name;
    }

    /** For reports. */
    String name() {
        return name;
    }

    /** Whether it is a set of the same questions that also knows values. */
    boolean hasValues() {
        return hasValues;
    }

    CatalogFile catalog() {
        return catalog;
    }

    SchemaIndex index() {
        return index;
    }

    List<LabelledQuestion> questions() {
        return questions;
    }

    /** The tables of the right answer; empty when the catalog lacks one of them. */
    Set<TableRef> tables(LabelledQuestion question) {
        Set<TableRef> found = catalog.listTables(new SourceId(question.source())).stream()
                .map(TableVersion::ref)
                .filter(ref -> question.tables().contains(Answer.text(ref).toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        return found.size() == question.tables().size() ? found : Set.of();
    }

    @Override
    public void close() {
        index.close();
    }
}
