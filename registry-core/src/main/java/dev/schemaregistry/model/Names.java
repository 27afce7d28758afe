package dev.schemaregistry.model;

import java.util.ArrayList;
import java.util.List;

/** The text form of dotted names: a part that is empty or holds a dot or a double quote is quoted, with quotes doubled. */
final class Names {
    private Names() {}

    /** {@code text} between double quotes, control characters escaped and cut to 80 characters: safe in a message. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().limit(80).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", c));
                return;
            }
            out.appendCodePoint(c);
        });
        return out.append(text.codePointCount(0, text.length()) > 80 ? "…\"" : "\"")
                .toString();
    }

    static String part(String name) {
        boolean plain = !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf('"') < 0;
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Splits dotted text into its parts; the inverse of joining {@link #part parts} with dots. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder part = new StringBuilder();
            at = at < text.length() && text.charAt(at) == '"' ? quotedPart(text, at, part) : plainPart(text, at, part);
            parts.add(part.toString());
            if (at == text.length()) {
                return List.copyOf(parts);
            }
            if (text.charAt(at) != '.') {
                throw malformed(text);
            }
            at++;
        }
    }

    private static int plainPart(String text, int from, StringBuilder part) {
        int end = text.indexOf('.', from);
        int stop = end < 0 ? text.length() : end;
        if (stop == from) {
            throw malformed(text);
        }
        part.append(text, from, stop);
        return stop;
    }

    private static int quotedPart(String text, int from, StringBuilder part) {
        int at = from + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"') {
                part.append(c);
                at++;
                continue;
            }
            if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                part.append('"');
                at += 2;
                continue;
            }
            return at + 1;
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("name " + quoted(text)
                + " is malformed; write parts separated by dots, and double-quote a part that holds a dot or a quote");
    }
}
