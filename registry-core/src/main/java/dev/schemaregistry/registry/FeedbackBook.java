package dev.schemaregistry.registry;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What people said of answers: which sources and tables answer a question, and which do not. Who ranks answers may learn from it.
 * Thread-safe. Questions are kept as they were asked, until they are forgotten.
 */
public final class FeedbackBook {
    private static final int PAGE = 500;

    private final SchemaRegistry registry;
    private final Clock clock;

    FeedbackBook(SchemaRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Remembers that these sources and tables answer the question. Saying it again renews it; it replaces a rejection of the same.
     *
     * @param sources may be empty when there are tables, whose sources then count
     * @param tables may be empty when only the sources are known
     * @throws dev.schemaregistry.error.NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_TABLE}, naming the nearest names
     * @throws InvalidRequestException when nothing is named, a table is of none of the sources, or the question is empty or too long
     */
    public Feedback confirm(String question, Collection<SourceId> sources, Collection<TableRef> tables) {
        return remember(question, Verdict.CONFIRMED, sources, tables);
    }

    /** Remembers that these tables, or without tables these sources, do not answer the question; else as {@link #confirm}. */
    public Feedback reject(String question, Collection<SourceId> sources, Collection<TableRef> tables) {
        return remember(question, Verdict.REJECTED, sources, tables);
    }

    private Feedback remember(
            String question, Verdict verdict, Collection<SourceId> sources, Collection<TableRef> tables) {
        requireNonNull(question, "question");
        sources.forEach(registry::getDataSource);
        tables.forEach(registry::getTableSchema);
        requireTogether(Set.copyOf(sources), tables);
        Feedback feedback = feedback(question, verdict, sources, tables);
        registry.store().putFeedback(feedback);
        return feedback;
    }

    private static void requireTogether(Set<SourceId> sources, Collection<TableRef> tables) {
        for (TableRef table : tables) {
            if (!sources.isEmpty() && !sources.contains(table.source())) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "table \"" + table + "\" is of none of the sources given: "
                                + sources.stream().sorted().map(SourceId::value).collect(Collectors.joining(", "))
                                + "; add its source, or leave the sources out");
            }
        }
    }

    private Feedback feedback(
            String question, Verdict verdict, Collection<SourceId> sources, Collection<TableRef> tables) {
        try {
            return new Feedback(question, verdict, List.copyOf(sources), List.copyOf(tables), clock.instant());
        } catch (IllegalArgumentException malformed) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /** All that is remembered, sorted by id. */
    public List<Feedback> list() {
        List<Feedback> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    public Optional<Feedback> find(String id) {
        return registry.store().findFeedback(id);
    }

    /** False when there was none. */
    public boolean forget(String id) {
        return registry.store().removeFeedback(id, clock.instant());
    }

    /** All that is remembered, a JSON document a line, sorted by id. */
    public void export(Consumer<String> line) {
        forEach(feedback -> line.accept(RegistryJson.write(feedback)));
    }

    private void forEach(Consumer<Feedback> consumer) {
        String after = "";
        List<Feedback> page = registry.store().listFeedback(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(consumer);
            after = page.get(page.size() - 1).id();
            page = registry.store().listFeedback(after, PAGE);
        }
    }

    /**
     * Takes in what {@link #export} wrote, with its times; blank lines are skipped, and what is remembered already and newer stays.
     * Nothing is written unless every line can be read. What a line says of sources and tables that are not registered is left out.
     *
     * @throws InvalidRequestException naming the line that cannot be read
     */
    public Imported importLines(List<String> lines) {
        List<Feedback> read = read(lines);
        int taken = 0;
        for (Feedback feedback : read) {
            Optional<Feedback> known = known(feedback);
            known.ifPresent(registry.store()::putFeedback);
            taken += known.isPresent() ? 1 : 0;
        }
        return new Imported(taken, read.size() - taken);
    }

    private List<Feedback> read(List<String> lines) {
        Instant now = clock.instant();
        List<Feedback> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                Feedback feedback = RegistryJson.readFeedback(lines.get(i));
                read.add(feedback.at().isAfter(now) ? feedback.saidAt(now) : feedback);
            } catch (InvalidRequestException malformed) {
                throw new InvalidRequestException(
                        malformed.code(), "line " + (i + 1) + ": " + malformed.getMessage(), malformed);
            }
        }
        return read;
    }

    private Optional<Feedback> known(Feedback feedback) {
        Set<TableRef> unknown = feedback.tables().stream()
                .filter(ref -> registry.findTableSchema(ref).isEmpty())
                .collect(Collectors.toSet());
        Optional<Feedback> left = feedback.without(unknown);
        for (SourceId source : feedback.sources()) {
            if (registry.findDataSource(source).isEmpty()) {
                left = left.flatMap(some -> some.without(source));
            }
        }
        return left;
    }

    /**
     * How an import went.
     *
     * @param taken how many were remembered
     * @param leftOut how many are about nothing that is registered
     */
    public record Imported(int taken, int leftOut) {}
}
