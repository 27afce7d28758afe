package dev.schemaregistry.contract;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes queries out of known ones: a fuzzer that knows only bytes would hardly get beyond the grammar. */
public final class QueryMutator {
    private static final int MOST_EDITS = 12;
    private static final int LONGEST = 4_000;
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[A-Za-z_][A-Za-z0-9_]*|[0-9.]+|\\s+|::|<>|[<>!]=|->>?|\\|\\||.");

    private final List<List<String>> seeds;
    private final List<String> words;

    public QueryMutator(List<String> queries) {
        this.seeds = queries.stream().map(QueryMutator::tokens).toList();
        this.words = seeds.stream().flatMap(List::stream).distinct().sorted().toList();
    }

    private static List<String> tokens(String query) {
        return TOKEN.matcher(query).results().map(MatchResult::group).toList();
    }

    /** What the data choose; the same data give the same query. */
    public String query(FuzzedDataProvider data) {
        List<String> query = new ArrayList<>(pick(seeds, data));
        int edits = data.consumeInt(0, MOST_EDITS);
        for (int edit = 0; edit < edits && query.size() < LONGEST; edit++) {
            edit(query, data);
        }
        return String.join("", query);
    }

    private void edit(List<String> query, FuzzedDataProvider data) {
        int at = data.consumeInt(0, query.size());
        int end = Math.min(query.size(), at + data.consumeInt(0, 6));
        List<String> part = new ArrayList<>(query.subList(at, end));
        switch (data.consumeInt(0, 8)) {
            case 0 -> query.add(at, pick(words, data));
            case 1 -> query.subList(at, end).clear();
            case 2 -> query.addAll(at, part);
            case 3 -> replace(query, at, end, List.of(pick(words, data)));
            case 4 -> query.addAll(at, slice(pick(seeds, data), data));
            case 5 -> query.addAll(at, wrapped("(", pick(seeds, data), ")"));
            case 6 -> replace(query, at, end, wrapped("(", part, ")"));
            case 7 ->
                query.addAll(wrapped(pick(List.of(" UNION ", " EXCEPT ", ";", " "), data), pick(seeds, data), ""));
            default -> query.add(at, data.consumeString(8));
        }
    }

    private static void replace(List<String> query, int from, int to, List<String> with) {
        query.subList(from, to).clear();
        query.addAll(from, with);
    }

    private static List<String> slice(List<String> tokens, FuzzedDataProvider data) {
        int from = data.consumeInt(0, tokens.size());
        return tokens.subList(from, Math.min(tokens.size(), from + data.consumeInt(0, 20)));
    }

    private static List<String> wrapped(String before, List<String> tokens, String after) {
        List<String> wrapped = new ArrayList<>(List.of(before));
        wrapped.addAll(tokens);
        wrapped.add(after);
        return wrapped;
    }

    private static <T> T pick(List<T> from, FuzzedDataProvider data) {
        return from.get(data.consumeInt(0, from.size() - 1));
    }
}
