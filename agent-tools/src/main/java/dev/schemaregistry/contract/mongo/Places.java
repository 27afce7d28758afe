package dev.schemaregistry.contract.mongo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where in a query's text its names and texts stand. The library tells no positions, so the words of the text are laid beside what
 * the library read; done when the first place is asked for. Judges nothing: a word that can't be found has no place.
 */
final class Places {
    private static final int FARTHEST = 400;
    private static final String BETWEEN = "{}[]():,";

    private final String text;
    private final List<String> marks;
    private Place[] places = {};

    /** From the first character, quote included, to one behind the last. */
    record Place(int start, int end) {}

    Places(String text, List<String> marks) {
        this.text = text;
        this.marks = marks;
    }

    Optional<Place> find(int mark) {
        if (mark < 0 || mark >= marks.size()) {
            return Optional.empty();
        }
        if (places.length == 0) {
            places = aligned();
        }
        return Optional.ofNullable(places[mark]);
    }

    private Place[] aligned() {
        List<Place> words = words();
        Place[] found = new Place[marks.size()];
        int next = 0;
        for (int mark = 0; mark < marks.size(); mark++) {
            int last = Math.min(words.size(), next + FARTHEST);
            for (int at = next; at < last; at++) {
                if (spells(words.get(at), marks.get(mark))) {
                    found[mark] = words.get(at);
                    next = at + 1;
                    break;
                }
            }
        }
        return Arrays.copyOf(found, found.length);
    }

    private boolean spells(Place word, String wanted) {
        boolean quoted = isQuote(text.charAt(word.start));
        int start = quoted ? word.start + 1 : word.start;
        int end = quoted ? Math.max(start, word.end - 1) : word.end;
        int length = end - start;
        return (length == wanted.length() && text.startsWith(wanted, start))
                || (quoted && text.substring(start, end).indexOf('\\') >= 0);
    }

    private List<Place> words() {
        List<Place> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || BETWEEN.indexOf(c) >= 0) {
                at++;
                continue;
            }
            int end = isQuote(c) ? endOfQuoted(at) : endOfBare(at);
            words.add(new Place(at, end));
            at = end;
        }
        return words;
    }

    private int endOfQuoted(int start) {
        char quote = text.charAt(start);
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private int endOfBare(int start) {
        int at = start + 1;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && BETWEEN.indexOf(text.charAt(at)) < 0
                && !isQuote(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
