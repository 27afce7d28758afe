package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * The name of a table inside its source: a namespace (schema, database) and a name.
 *
 * <p>An empty namespace means the source's default one, for example {@code public} in PostgreSQL; connectors normalise to it
 * so that {@code public.customers} is the table {@code customers}. The text form is {@code name} or
 * {@code namespace.name}, parts double-quoted where they hold a dot or a quote; {@link #parse} reads it back.
 */
public record TableName(String namespace, String name) implements Comparable<TableName> {
    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::namespace).thenComparing(TableName::name);

    public TableName {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a table needs a name; got an empty one");
        }
    }

    /** A table in the source's default namespace. */
    public static TableName of(String name) {
        return new TableName("", name);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text has no or more than two parts, or a quote is not closed
     */
    public static TableName parse(String text) {
        List<String> parts = Names.split(text);
        if (parts.size() > 2) {
            throw new IllegalArgumentException("table name " + Names.quoted(text) + " has " + parts.size()
                    + " parts; expected name or namespace.name");
        }
        return parts.size() == 1 ? of(parts.get(0)) : new TableName(parts.get(0), parts.get(1));
    }

    /** The text form, as stored and shown. */
    public String text() {
        return namespace.isEmpty() ? Names.part(name) : Names.part(namespace) + '.' + Names.part(name);
    }

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
