package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

/** A piece of a line in one look. */
record Span(Look look, String text) {
    Span {
        requireNonNull(look, "look");
        requireNonNull(text, "text");
    }

    static Span plain(Object text) {
        return new Span(Look.PLAIN, text.toString());
    }

    static Span bold(Object text) {
        return new Span(Look.BOLD, text.toString());
    }

    static Span dim(Object text) {
        return new Span(Look.DIM, text.toString());
    }

    static Span good(Object text) {
        return new Span(Look.GOOD, text.toString());
    }

    static Span warning(Object text) {
        return new Span(Look.WARNING, text.toString());
    }

    static Span bad(Object text) {
        return new Span(Look.BAD, text.toString());
    }

    /** The looks, as ANSI codes (ECMA-48, Select Graphic Rendition). */
    enum Look {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        WARNING("33"),
        BAD("31");

        private final String code;

        Look(String code) {
            this.code = code;
        }

        String wrap(String text) {
            return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + 'm' + text + "\u001b[0m";
        }
    }
}
