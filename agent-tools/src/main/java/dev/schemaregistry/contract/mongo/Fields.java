package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.model.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a document at some point of a query, in order. Immutable.
 *
 * @param owner what has these fields, in words for a message; empty for a document that the query made
 * @param lost what was there before a stage made this of it, so that a name used later can be told from one that never was
 * @param withheld the collection of which the document may hold fields that the column policy withholds
 */
record Fields(
        Map<String, Shape> byName, Openness openness, String owner, Optional<Lost> lost, Optional<Table> withheld) {
    static final Fields OPEN = new Fields(Map.of(), Openness.OPEN, "", Optional.empty(), Optional.empty());

    /** The document a stage was given. */
    record Lost(Fields before, String stage) {}

    /** A document made by the query: it has these fields and no other. */
    static Fields made(Map<String, Shape> fields) {
        return new Fields(fields, Openness.CLOSED, "", Optional.empty(), Optional.empty());
    }

    /** The same, of which a collection's withheld fields may be a part. */
    Fields withWithheld(Table table) {
        return new Fields(byName, openness, owner, lost, Optional.of(table));
    }

    Optional<Shape> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What a name is: unknown where others may exist. */
    Shape get(String name) {
        return find(name).orElse(Shape.UNKNOWN);
    }

    Fields with(String name, Shape shape) {
        Map<String, Shape> fields = new LinkedHashMap<>(byName);
        fields.put(name, shape);
        return new Fields(fields, openness, owner, lost, withheld);
    }

    Fields with(Map<String, Shape> more) {
        Map<String, Shape> fields = new LinkedHashMap<>(byName);
        fields.putAll(more);
        return new Fields(fields, openness, owner, lost, withheld);
    }

    /** With a value at a dotted path; documents on the way are made where there are none. */
    Fields withPath(String path, Shape shape) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return with(path, shape);
        }
        String first = path.substring(0, dot);
        String rest = path.substring(dot + 1);
        Shape inner = find(first)
                .orElseGet(() -> openness == Openness.OPEN ? Shape.UNKNOWN : Shape.document(Fields.made(Map.of())));
        return with(first, inner.withInside(fields -> fields.withPath(rest, shape)));
    }

    Fields without(String name) {
        if (!byName.containsKey(name)) {
            return this;
        }
        Map<String, Shape> fields = new LinkedHashMap<>(byName);
        fields.remove(name);
        return new Fields(fields, openness, owner, lost, withheld);
    }

    Fields after(Fields before, String stage) {
        return new Fields(byName, openness, owner, Optional.of(new Lost(before, stage)), withheld);
    }

    /** The fields of a document that is one or the other. */
    @SuppressWarnings("ReferenceEquality") // A short cut: shapes may be too large to be compared by what they hold.
    Fields or(Fields other, int depth) {
        if (this == other) {
            return this;
        }
        Map<String, Shape> fields = new LinkedHashMap<>(byName);
        other.byName.forEach((name, shape) -> fields.merge(
                name, shape, (left, right) -> depth <= 0 ? Shape.UNKNOWN : Shape.either(left, right, depth)));
        return new Fields(fields, together(other), owner, lost.or(other::lost), withheld.or(other::withheld));
    }

    /** Where only one of two is known, its names tell as much as a sample would. */
    private Openness together(Fields other) {
        boolean oneOpen = (openness == Openness.OPEN) != (other.openness == Openness.OPEN);
        return oneOpen ? Openness.SAMPLED : openness.weaker(other.openness);
    }

    /** The fields of this document with those of another laid over it. */
    Fields overlaidBy(Fields other) {
        Map<String, Shape> fields = new LinkedHashMap<>(byName);
        fields.putAll(other.byName);
        return new Fields(fields, openness.weaker(other.openness), "", Optional.empty(), withheld.or(other::withheld));
    }
}
