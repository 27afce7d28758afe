package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.Associations.Association;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How much each signal counts, and which words of questions mean which words of schemas. A small text: {@code source}, {@code
 * first}, {@code next} or {@code answer} with a signal and its weight, {@code word} with a question's word, a schema's word and how often one
 * means the other, {@code trust} with a question's word and the factor on what it counts. Immutable.
 *
 * @param source for ranking sources: their weighted sum is the logarithm of how likely the source is
 * @param first for the first table of an answer, as a logistic regression
 * @param next for one more table of an answer, likewise
 * @param vocabulary what words of questions mean, and how far they can be trusted
 * @param answer for whether the best source answers at all: below 0 nothing fits
 */
public record RankingModel(
        Signals<SourceSignal> source,
        Signals<TableSignal> first,
        Signals<TableSignal> next,
        Signals<AnswerSignal> answer,
        Vocabulary vocabulary) {
    private static final List<SourceSignal> FROM_WORDS =
            List.of(SourceSignal.EVIDENCE, SourceSignal.BEST_TABLE, SourceSignal.BEST_PAIR);
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String SHIPPED = "ranking-model.txt";

    public RankingModel {
        requireNonNull(source, "source");
        requireNonNull(first, "first");
        requireNonNull(next, "next");
        requireNonNull(answer, "answer");
        requireNonNull(vocabulary, "vocabulary");
    }

    /** Chosen by hand, without anything learned; what remains when no model is shipped. */
    public static RankingModel byHand() {
        return new RankingModel(
                Signals.of(
                        SourceSignal.class,
                        Map.of(
                                SourceSignal.EVIDENCE, 1.5,
                                SourceSignal.BEST_TABLE, 1.0,
                                SourceSignal.BEST_PAIR, 0.5,
                                SourceSignal.FIELDS, -0.3)),
                Signals.of(
                        TableSignal.class,
                        Map.of(
                                TableSignal.BASE, -3.0,
                                TableSignal.OWN, 2.0,
                                TableSignal.SHARE_OF_POSSIBLE, 3.0,
                                TableSignal.NAMED, 1.5)),
                Signals.of(
                        TableSignal.class,
                        Map.of(
                                TableSignal.BASE, -2.0,
                                TableSignal.FIELD_GAIN, 8.0,
                                TableSignal.NEWLY_NAMED, 2.0,
                                TableSignal.SHARE_OF_POSSIBLE, 2.5,
                                TableSignal.BRIDGED, -1.5,
                                TableSignal.APART, -2.5,
                                TableSignal.SET_SIZE, -0.7,
                                TableSignal.HELD_BY_FIELD, -0.8)),
                Signals.of(AnswerSignal.class, Map.of(AnswerSignal.BASE, -0.15, AnswerSignal.SHARE, 1.0)),
                Vocabulary.NONE);
    }

    /** The one in the program's jar, as {@code evaluate train} wrote it. */
    public static RankingModel shipped() {
        try (InputStream in = RankingModel.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                return byHand();
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the ranking model in the program's jar cannot be read", e);
        }
    }

    /**
     * Reads what {@link #lines} wrote; a signal that is not named weighs nothing.
     *
     * @throws IllegalArgumentException naming the line that is no part of a model
     */
    public static RankingModel read(List<String> lines) {
        Signals<SourceSignal> source = Signals.none(SourceSignal.class);
        Signals<TableSignal> first = Signals.none(TableSignal.class);
        Signals<TableSignal> next = Signals.none(TableSignal.class);
        Signals<AnswerSignal> answer = Signals.none(AnswerSignal.class);
        List<Association> associations = new ArrayList<>();
        Map<String, Double> trust = new HashMap<>();
        for (String line : lines) {
            String[] parts = SPACES.split(line.strip(), -1);
            try {
                switch (parts[0]) {
                    case "", "#" -> {}
                    case "source" -> source.put(SourceSignal.valueOf(parts[1]), Double.valueOf(parts[2]));
                    case "first" -> first.put(TableSignal.valueOf(parts[1]), Double.valueOf(parts[2]));
                    case "next" -> next.put(TableSignal.valueOf(parts[1]), Double.valueOf(parts[2]));
                    case "answer" -> answer.put(AnswerSignal.valueOf(parts[1]), Double.valueOf(parts[2]));
                    case "word" -> associations.add(new Association(parts[1], parts[2], Double.parseDouble(parts[3])));
                    case "trust" -> trust.put(parts[1], Double.valueOf(parts[2]));
                    default -> throw new IllegalArgumentException("unknown word " + parts[0]);
                }
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("\"" + line + "\" is no line of a ranking model", e);
            }
        }
        return new RankingModel(
                source, first, next, answer, new Vocabulary(new Associations(associations), new Trust(trust)));
    }

    /** The text of the model, a line each, in a fixed order. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "source", source);
        add(lines, "first", first);
        add(lines, "next", next);
        add(lines, "answer", answer);
        vocabulary
                .associations()
                .all()
                .forEach(known -> lines.add(
                        String.format(Locale.ROOT, "word %s %s %.2f", known.asked(), known.meant(), known.share())));
        vocabulary
                .trust()
                .all()
                .forEach((root, factor) -> lines.add(String.format(Locale.ROOT, "trust %s %.2f", root, factor)));
        return lines;
    }

    private static <S extends Enum<S>> void add(List<String> lines, String part, Signals<S> weights) {
        for (S signal : weights.kinds()) {
            lines.add(String.format(Locale.ROOT, "%s %s %.4f", part, signal.name(), weights.get(signal)));
        }
    }

    /** The weighted sum of those signals of a source that come from the words of a question. */
    double words(Signals<SourceSignal> signals) {
        return FROM_WORDS.stream()
                .mapToDouble(signal -> source.get(signal) * signals.get(signal))
                .sum();
    }
}
