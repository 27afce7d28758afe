package dev.schemaregistry.server.cli;

import dev.schemaregistry.classify.Ambiguity;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Join;
import dev.schemaregistry.classify.Match;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.classify.RankedTable;
import dev.schemaregistry.classify.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws where a question is answered, and why. */
record ClassificationPage(Page page) {
    private static final int REASONS = 4;

    /** With the schema that the answer needs, as a model would get it. */
    void show(Classification answer, String schemas) {
        show(answer);
        if (!schemas.isEmpty()) {
            page.blank().block(schemas);
        }
    }

    void show(Classification answer) {
        page.line(outcome(answer), Span.plain("  " + answer.reasoning()));
        answer.ambiguity().ifPresent(this::ambiguity);
        if (!answer.sources().isEmpty()) {
            page.blank()
                    .rows(Page.withHeadings(
                            answer.sources().stream()
                                    .map(ClassificationPage::source)
                                    .toList(),
                            "SOURCE",
                            "LIKELY",
                            "FOR",
                            "TABLES"));
        }
        if (!answer.tables().isEmpty()) {
            page.blank()
                    .rows(Page.withHeadings(
                            answer.tables().stream()
                                    .map(table -> table(answer, table))
                                    .toList(),
                            "",
                            "TABLE",
                            "BECAUSE"));
        }
        if (!answer.joins().isEmpty()) {
            page.blank().line(Span.dim("JOINS"));
            answer.joins().forEach(join -> page.line("  " + text(join)));
        }
        if (answer.strategy() != Strategy.LEXICAL) {
            page.line(Span.dim("ranked by: " + answer.strategy().name().toLowerCase(Locale.ROOT)));
        }
        answer.notes().forEach(note -> page.line(Span.warning("note: "), Span.plain(note)));
        words("not explained by any schema: ", answer.unmatchedWords());
        words("names that look like it: ", answer.nearestNames());
    }

    private static Span outcome(Classification answer) {
        return switch (answer.outcome()) {
            case ANSWERED -> Span.good(String.format(Locale.ROOT, "answered, %.0f %% sure", 100 * answer.confidence()));
            case AMBIGUOUS -> Span.warning("ambiguous");
            case NONE -> Span.bad("nothing fits");
        };
    }

    private void ambiguity(Ambiguity ambiguity) {
        for (int i = 0; i < ambiguity.sources().size(); i++) {
            String word = i < ambiguity.tellingWords().size()
                    ? ambiguity.tellingWords().get(i)
                    : "";
            page.line("  " + ambiguity.sources().get(i)
                    + (word.isEmpty() ? "" : "  (would be clear with \"" + word + "\")"));
        }
    }

    private static List<Span> source(RankedSource source) {
        String tables =
                source.tables().stream().map(ref -> ref.table().text()).limit(6).collect(Collectors.joining(", "));
        return List.of(
                Span.bold(source.id()),
                Span.plain(String.format(Locale.ROOT, "%.0f %%", 100 * source.probability())),
                Span.plain(source.purpose().words()),
                Span.plain(tables));
    }

    private static List<Span> table(Classification answer, RankedTable table) {
        boolean chosen = answer.answerSet().contains(table.ref());
        return List.of(
                chosen ? Span.good("●") : Span.dim("·"),
                Span.bold(table.ref().text()),
                Span.plain(reasons(table.matches())));
    }

    private static String reasons(List<Match> matches) {
        if (matches.isEmpty()) {
            return "connects the others";
        }
        List<String> reasons = new ArrayList<>();
        for (Match match : matches.subList(0, Math.min(REASONS, matches.size()))) {
            reasons.add(
                    match.word().isEmpty()
                            ? "near in " + match.place().word()
                            : match.word() + " = " + match.place().word() + ' ' + match.element());
        }
        return String.join("; ", reasons) + (matches.size() > REASONS ? "; …" : "");
    }

    private static String text(Join join) {
        return join.from().text() + " (" + String.join(", ", join.fromFields()) + ") = "
                + join.to().text() + " (" + String.join(", ", join.toFields()) + ")  " + join.reason()
                + (join.declared() ? "" : ", to be confirmed");
    }

    private void words(String what, List<String> words) {
        if (!words.isEmpty()) {
            page.line(Span.dim(what + String.join(", ", words)));
        }
    }
}
