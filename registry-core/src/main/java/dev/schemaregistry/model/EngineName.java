package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * The name of an object of an engine's catalog: a type, a function, an operator. The text form is {@code name} or
 * {@code namespace.name}, parts double-quoted where they hold a dot or a quote; {@link #parse} reads it back.
 *
 * @param namespace the native name of the namespace; empty for what the engine itself brings
 */
public record EngineName(String namespace, String name) implements Comparable<EngineName> {
    private static final Comparator<EngineName> ORDER =
            Comparator.comparing(EngineName::namespace).thenComparing(EngineName::name);

    public EngineName {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an object of a catalog needs a name; got an empty one");
        }
    }

    /** The name of something the engine itself brings. */
    public static EngineName builtIn(String name) {
        return new EngineName("", name);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text has no or more than two parts, or a quote is not closed
     */
    public static EngineName parse(String text) {
        List<String> parts = Names.split(text);
        if (parts.size() > 2) {
            throw new IllegalArgumentException(
                    "name " + Names.quoted(text) + " has " + parts.size() + " parts; expected name or namespace.name");
        }
        return parts.size() == 1 ? builtIn(parts.get(0)) : new EngineName(parts.get(0), parts.get(1));
    }

    /** Whether the engine itself brings it. */
    public boolean isBuiltIn() {
        return namespace.isEmpty();
    }

    /** The text form, as stored and shown. */
    public String text() {
        return namespace.isEmpty() ? Names.part(name) : Names.part(namespace) + '.' + Names.part(name);
    }

    @Override
    public int compareTo(EngineName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
