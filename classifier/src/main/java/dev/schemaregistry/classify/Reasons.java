package dev.schemaregistry.classify;

import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.summary.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in a sentence or two why an answer is what it is. Names are made safe to show. */
final class Reasons {
    private static final int NAME_LIMIT = 60;
    private static final int MOST_MATCHES = 4;

    private Reasons() {}

    static String of(
            List<RankedSource> sources,
            List<RankedTable> tables,
            List<TableRef> answerSet,
            List<Join> joins,
            Optional<Ambiguity> ambiguity,
            List<String> unmatched) {
        RankedSource best = sources.get(0);
        StringBuilder text = new StringBuilder();
        text.append("Source ").append(best.id()).append(" fits best: ").append(matches(best, tables, answerSet));
        joins.stream()
                .filter(Join::declared)
                .findFirst()
                .ifPresent(join -> text.append("; its tables join on ").append(condition(join)));
        text.append('.');
        ambiguity.ifPresent(tie -> text.append(' ').append(tie(tie)));
        if (!unmatched.isEmpty()) {
            text.append(" Nothing explains ").append(words(unmatched)).append('.');
        }
        return text.toString();
    }

    private static String matches(RankedSource best, List<RankedTable> tables, List<TableRef> answerSet) {
        List<String> phrases = new ArrayList<>();
        for (RankedTable table : tables) {
            if (!answerSet.contains(table.ref())) {
                continue;
            }
            for (Match match : table.matches()) {
                String phrase = phrase(match, table.ref());
                if (phrases.size() < MOST_MATCHES && !phrases.contains(phrase)) {
                    phrases.add(phrase);
                }
            }
        }
        best.matches().stream()
                .limit(phrases.isEmpty() ? MOST_MATCHES : 0)
                .map(Reasons::phrase)
                .filter(phrase -> !phrases.contains(phrase))
                .forEach(phrases::add);
        return String.join(", ", phrases);
    }

    private static String phrase(Match match) {
        return match.place() == Place.REMEMBERED
                ? "a question like it was answered there"
                : quoted(match.word()) + " is a word of its " + match.place().word();
    }

    private static String phrase(Match match, TableRef ref) {
        String table = name(ref.table().text());
        if (match.place() == Place.REMEMBERED) {
            return "a question like it was answered from table " + table;
        }
        String element = name(match.element());
        String where = switch (match.place()) {
            case TABLE -> "names table " + table;
            case FIELD -> "names field " + table + "." + element;
            case TABLE_COMMENT -> "is in the comment of table " + table;
            case FIELD_COMMENT -> "is in the comment of field " + table + "." + element;
            case ENTITY -> "means entity " + element + " held by table " + table;
            case VALUE -> "is a value of field " + table + "." + element;
            case MEANING -> "is near in meaning to table " + table;
            case REMEMBERED, SOURCE, SOURCE_DESCRIPTION ->
                "is a word of its " + match.place().word();
        };
        return (match.word().isEmpty() ? "the question" : quoted(match.word())) + ' ' + where;
    }

    private static String condition(Join join) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < join.fromFields().size(); i++) {
            pairs.add(name(join.from().table().text()) + "."
                    + name(join.fromFields().get(i)) + " = "
                    + name(join.to().table().text()) + "."
                    + name(join.toFields().get(i)));
        }
        return String.join(" and ", pairs);
    }

    private static String tie(Ambiguity tie) {
        String others = tie.sources().stream().skip(1).map(Object::toString).collect(Collectors.joining(", "));
        String telling = tie.tellingWords().stream()
                .filter(word -> !word.isEmpty())
                .limit(3)
                .map(Reasons::name)
                .collect(Collectors.joining(" or "));
        return others + (tie.sources().size() == 2 ? " fits" : " fit") + " about as well"
                + (telling.isEmpty() ? "." : "; naming " + telling + " would decide.");
    }

    static String ofNothing(List<String> unmatched, List<String> nearest, int tables) {
        if (tables == 0) {
            return "No schema is registered yet.";
        }
        if (unmatched.isEmpty()) {
            return "The question has no word that could name a table or field.";
        }
        return "No table, field or comment explains " + words(unmatched) + "."
                + (nearest.isEmpty()
                        ? ""
                        : " Nearest names: "
                                + nearest.stream().map(Reasons::name).collect(Collectors.joining(", ")) + '.');
    }

    private static String words(List<String> words) {
        String shown = words.stream().limit(MOST_MATCHES).map(Reasons::quoted).collect(Collectors.joining(", "));
        return words.size() > MOST_MATCHES ? shown + " and " + (words.size() - MOST_MATCHES) + " more words" : shown;
    }

    private static String name(String name) {
        return SafeText.name(name, NAME_LIMIT);
    }

    private static String quoted(String word) {
        return SafeText.quoted(word, NAME_LIMIT);
    }
}
