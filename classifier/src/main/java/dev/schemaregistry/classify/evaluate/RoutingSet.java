package dev.schemaregistry.classify.evaluate;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Labelled questions with the catalog they are asked over.
 *
 * @param name for reports
 * @param values sampled column values; without them only the schema is known
 */
public record RoutingSet(String name, LabelledFile catalog, LabelledFile questions, Optional<LabelledFile> values) {
    private static final String CATALOG = "catalog-";
    private static final String VALUES = "values-";
    private static final String ENDING = ".jsonl";

    public RoutingSet {
        requireNonNull(name, "name");
        requireNonNull(catalog, "catalog");
        requireNonNull(questions, "questions");
        requireNonNull(values, "values");
    }

    /** The set that comes with the program: relational tables, documents, vectors, channels and topics. */
    public static RoutingSet mixed() {
        return of(LabelledFile.own("catalog-mixed.jsonl"), LabelledFile.own("questions-mixed.jsonl"), Optional.empty());
    }

    /** The set of these files. */
    public static RoutingSet of(Path catalog, Path questions, Optional<Path> values) {
        return of(LabelledFile.of(catalog), LabelledFile.of(questions), values.map(LabelledFile::of));
    }

    private static RoutingSet of(LabelledFile catalog, LabelledFile questions, Optional<LabelledFile> values) {
        return new RoutingSet(
                questions.shortName() + (values.isPresent() ? " with values" : ""), catalog, questions, values);
    }

    /**
     * The sets of a folder: of each {@code catalog-<family>.jsonl} the question files {@code <family>-*.jsonl}, once with the schema
     * only and once more with values where there is a {@code values-<family>.jsonl}. A question file belongs to the longest family its name starts
     * with. Sorted by catalog, then by name.
     *
     * @throws InvalidRequestException when the folder cannot be listed or has no set
     */
    public static List<RoutingSet> in(Path folder) {
        List<String> names = names(folder);
        List<String> families = names.stream()
                .filter(name -> name.startsWith(CATALOG))
                .map(name -> name.substring(CATALOG.length(), name.length() - ENDING.length()))
                .toList();
        List<RoutingSet> sets = new ArrayList<>();
        for (String family : families) {
            List<Path> questions = names.stream()
                    .filter(name ->
                            family(name, families).filter(family::equals).isPresent())
                    .map(folder::resolve)
                    .toList();
            Path catalog = folder.resolve(CATALOG + family + ENDING);
            questions.forEach(file -> sets.add(of(catalog, file, Optional.empty())));
            if (names.contains(VALUES + family + ENDING)) {
                Path values = folder.resolve(VALUES + family + ENDING);
                questions.forEach(file -> sets.add(of(catalog, file, Optional.of(values))));
            }
        }
        if (sets.isEmpty()) {
            throw unusable(
                    folder + " has no set; put a catalog-<family>.jsonl there and questions as <family>-<name>.jsonl");
        }
        return List.copyOf(sets);
    }

    private static Optional<String> family(String name, List<String> families) {
        if (name.startsWith(CATALOG) || name.startsWith(VALUES)) {
            return Optional.empty();
        }
        return families.stream()
                .filter(family -> name.startsWith(family + '-'))
                .max(Comparator.comparingInt(String::length));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unusable(folder + " cannot be listed: " + e.getMessage() + "; give a folder of routing sets");
        }
    }

    private static InvalidRequestException unusable(String what) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, what);
    }
}
