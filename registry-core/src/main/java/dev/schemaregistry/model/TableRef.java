package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** A table of a source; also the subject of a line of versions. The text form is {@code source.table}. */
public record TableRef(SourceId source, TableName table) implements Comparable<TableRef> {
    private static final Comparator<TableRef> ORDER =
            Comparator.comparing(TableRef::source).thenComparing(TableRef::table);

    public TableRef {
        requireNonNull(source, "source");
        requireNonNull(table, "table");
    }

    /** Shorthand for a source id and a table name in their text forms. */
    public static TableRef of(String source, String table) {
        return new TableRef(new SourceId(source), TableName.parse(table));
    }

    /**
     * Reads {@code source.table} or {@code source.namespace.table}.
     *
     * @throws IllegalArgumentException when there is no dot or a part is malformed
     */
    public static TableRef parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException(
                    "table reference " + Names.quoted(text) + " names no source; expected source.table");
        }
        return of(text.substring(0, dot), text.substring(dot + 1));
    }

    /** The text form {@code source.table}. */
    public String text() {
        return source.value() + '.' + table.text();
    }

    @Override
    public int compareTo(TableRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
