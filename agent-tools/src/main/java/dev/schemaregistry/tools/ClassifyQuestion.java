package dev.schemaregistry.tools;

import dev.schemaregistry.classify.Ambiguity;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Join;
import dev.schemaregistry.classify.Match;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.classify.RankedTable;
import dev.schemaregistry.classify.Strategy;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A question to sources and tables. */
final class ClassifyQuestion implements Operation.Drafted {
    static final String QUESTION = "question";
    private static final String LIMIT = "limit";
    private static final String STRATEGY = "strategy";
    private static final String NOTES = "notes";
    private static final int MOST_MATCHES = 6;

    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.CLASSIFY_QUESTION,
            ToolTexts.CLASSIFY_QUESTION_TITLE,
            ToolTexts.CLASSIFY_QUESTION_TEXT,
            Shapes.arguments()
                    .plain("string", QUESTION)
                    .texts(Arguments.SOURCES, ToolTexts.SOURCES_ARGUMENT)
                    .integer(LIMIT, 1, 100)
                    .choice(
                            STRATEGY,
                            Stream.of(Strategy.values())
                                    .map(ClassifyQuestion::word)
                                    .toList())
                    .required(QUESTION)
                    .build(),
            Shapes.answer("sources", "tables", "joins", "answer_with", "nearest_names", NOTES)
                    .plain("string", "outcome", "reasoning", STRATEGY)
                    .plain("number", "confidence")
                    .build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;
    private final Classifier classifier;

    ClassifyQuestion(Reads reads, Classifier classifier) {
        this.reads = reads;
        this.classifier = classifier;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public int defaultTokens() {
        return 1_000;
    }

    @Override
    public Draft answer(Arguments arguments) {
        Question question = question(arguments);
        Classification found = classifier.classify(question);
        Draft draft = reads.draft("parts")
                .head("outcome", found.outcome().name())
                .head("confidence", rounded(found.confidence()))
                .headLine(found.outcome() + ", confidence " + rounded(found.confidence()))
                .heading("answer_with", "answer with:")
                .heading("sources", "sources:")
                .heading("tables", "tables:")
                .heading("joins", "joins:")
                .heading("nearest_names", "nearest names:");
        if (question.strategy().isPresent() || found.strategy() != Strategy.LEXICAL) {
            draft.head(STRATEGY, word(found.strategy())).headLine("ranked by: " + word(found.strategy()));
        }
        if (!found.notes().isEmpty()) {
            draft.head(NOTES, found.notes());
            found.notes().forEach(note -> draft.headLine("note: " + note));
        }
        parts(found).forEach(draft::add);
        if (found.sources().isEmpty()) {
            reads.aboutSearched(draft, question.allowedSources());
        }
        return draft;
    }

    private Question question(Arguments arguments) {
        Question question = Question.of(arguments.text(QUESTION)).within(known(arguments.sources()));
        if (arguments.integer(LIMIT).isPresent()) {
            question = question.withLimit(arguments.integer(LIMIT).getAsInt());
        }
        Optional<Strategy> strategy =
                arguments.findText(STRATEGY).map(word -> Strategy.valueOf(word.toUpperCase(Locale.ROOT)));
        return strategy.map(question::by).orElse(question);
    }

    private static String word(Strategy strategy) {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    private List<SourceId> known(List<SourceId> sources) {
        sources.forEach(reads.registry()::getDataSource);
        return sources;
    }

    /** What to use, then why, then what else there is. */
    private List<Part> parts(Classification found) {
        List<Part> parts = new ArrayList<>();
        for (TableRef ref : found.answerSet()) {
            String name = name(ref);
            parts.add(Part.entry("answer_with", "- " + name, name).of(ref.source()));
        }
        String reasoning = PlainText.line(found.reasoning(), 600);
        parts.add(Part.fact("reasoning", "why: " + reasoning, reasoning));
        found.ambiguity().map(ClassifyQuestion::part).ifPresent(parts::add);
        found.sources().stream().map(this::part).forEach(parts::add);
        found.joins().stream().map(ClassifyQuestion::part).forEach(parts::add);
        Set<TableRef> shown = new LinkedHashSet<>();
        found.tables().stream()
                .filter(table -> shown.add(table.ref()))
                .map(ClassifyQuestion::part)
                .forEach(parts::add);
        found.nearestNames().stream()
                .map(TableText::name)
                .map(name -> Part.entry("nearest_names", "- " + name, name))
                .forEach(parts::add);
        return parts;
    }

    private static Part part(Ambiguity tie) {
        List<String> sources = tie.sources().stream().map(SourceId::value).toList();
        List<String> telling = tie.tellingWords().stream()
                .map(word -> word.isEmpty() ? "" : TableText.name(word))
                .toList();
        String words = telling.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" or "));
        return Part.fact(
                "ambiguous",
                "ambiguous: " + String.join(", ", sources)
                        + (words.isEmpty() ? "" : "; naming " + words + " would decide"),
                Part.json("sources", sources, "telling_words", telling));
    }

    private Part part(RankedSource source) {
        Map<String, Object> json = Part.json(
                "source", source.id().value(),
                "probability", rounded(source.probability()),
                "purpose", source.purpose().words());
        String text = "- " + source.id() + ' ' + rounded(source.probability()) + " ("
                + source.purpose().words() + ')';
        return Part.entry("sources", text, json).of(source.id());
    }

    private static Part part(RankedTable table) {
        List<String> matches = table.matches().stream()
                .limit(MOST_MATCHES)
                .map(ClassifyQuestion::words)
                .toList();
        String name = name(table.ref());
        Map<String, Object> json = Part.json("table", name, "score", rounded(table.score()), "matches", matches);
        String text = "- " + name + ": " + (matches.isEmpty() ? "connects the others" : String.join(", ", matches));
        return Part.entry("tables", text, json).of(table.ref().source());
    }

    private static String words(Match match) {
        if (match.word().isEmpty()) {
            return "the question is near in " + match.place().word();
        }
        return PlainText.quoted(match.word()) + " is " + match.place().word() + ' ' + TableText.name(match.element());
    }

    private static Part part(Join join) {
        String from = name(join.from()) + TableText.list(join.fromFields());
        String to = name(join.to()) + TableText.list(join.toFields());
        String suffix = join.declared()
                ? ""
                : " (suggested: " + PlainText.line(join.reason(), 80) + (join.acrossSources() ? ", across sources" : "")
                        + ')';
        Map<String, Object> json = Part.json("from", from, "to", to, "declared", join.declared());
        return Part.entry("joins", "- " + from + " = " + to + suffix, json);
    }

    private static String name(TableRef ref) {
        return PlainText.line(ref.text(), 200);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
