package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people said of an answer: that a question is answered by these sources and tables, or that it is not.
 *
 * @param question as it was asked, without control characters, at most {@link #MAX_CHARACTERS}
 * @param sources sorted, one or more; those of the tables are among them
 * @param tables sorted; none where only the sources are known
 * @param at when it was said last
 */
public record Feedback(String question, Verdict verdict, List<SourceId> sources, List<TableRef> tables, Instant at) {
    /** Longer questions are refused. */
    public static final int MAX_CHARACTERS = 2_000;

    private static final int ID_DIGITS = 16;

    /** Whether the answer was right. */
    public enum Verdict {
        CONFIRMED,
        REJECTED
    }

    public Feedback {
        question = cleaned(requireNonNull(question, "question"));
        requireNonNull(verdict, "verdict");
        requireNonNull(at, "at");
        if (question.isEmpty() || question.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the question of a feedback has " + question.length() + " characters; give 1 to " + MAX_CHARACTERS);
        }
        tables = tables.stream().distinct().sorted().toList();
        sources = Stream.concat(sources.stream(), tables.stream().map(TableRef::source))
                .distinct()
                .sorted()
                .toList();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a feedback needs a source or a table that it is about");
        }
    }

    private static String cleaned(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /**
     * Equal for the same question about the same sources and tables, letter case and spaces of the question and the verdict left
     * aside: who says the same again renews it, who says the opposite replaces it. Lower-case hexadecimal digits.
     */
    public String id() {
        String about = Stream.concat(
                        sources.stream().map(SourceId::value), tables.stream().map(TableRef::text))
                .collect(Collectors.joining("\n"));
        String text = question.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ") + "\n\n" + about;
        return HexFormat.of().formatHex(sha256(text)).substring(0, ID_DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Without tables that are gone; a source that was named through its tables goes with the last. Empty when nothing is left. */
    public Optional<Feedback> without(Collection<TableRef> gone) {
        Set<SourceId> named = sourcesOf(tables);
        List<TableRef> left =
                tables.stream().filter(table -> !gone.contains(table)).toList();
        Set<SourceId> held = sourcesOf(left);
        return with(source -> !named.contains(source) || held.contains(source), left);
    }

    /** Without a source that is gone. Empty when nothing is left. */
    public Optional<Feedback> without(SourceId gone) {
        return with(
                source -> !source.equals(gone),
                tables.stream().filter(table -> !table.source().equals(gone)).toList());
    }

    private Optional<Feedback> with(Predicate<SourceId> kept, List<TableRef> left) {
        List<SourceId> sourcesLeft = sources.stream().filter(kept).toList();
        return sourcesLeft.isEmpty()
                ? Optional.empty()
                : Optional.of(new Feedback(question, verdict, sourcesLeft, left, at));
    }

    private static Set<SourceId> sourcesOf(List<TableRef> tables) {
        return tables.stream().map(TableRef::source).collect(Collectors.toSet());
    }

    /** Whether there is no reason to replace this by another of the same id: it is newer, or says the same at the same time. */
    public boolean isNotOlderThan(Feedback other) {
        return at.isAfter(other.at) || (at.equals(other.at) && verdict == other.verdict);
    }

    /** The same, said at another time. */
    public Feedback saidAt(Instant time) {
        return new Feedback(question, verdict, sources, tables, time);
    }
}
