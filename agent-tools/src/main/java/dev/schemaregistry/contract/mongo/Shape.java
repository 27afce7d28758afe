package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * What is known of a value at some point of a query. Immutable; shapes share parts, so walking all of one may take time out of
 * proportion: nothing here does beyond {@link #DEEPEST} levels.
 *
 * @param kinds what it may be, null aside; empty when not known
 * @param fields what it holds where it is a document, if known
 * @param items what it holds where it is a list, if known
 * @param origin the stored field it is a plain copy of
 */
record Shape(Set<Kind> kinds, Optional<Fields> fields, Optional<Shape> items, Optional<Origin> origin) {
    static final Shape UNKNOWN = new Shape(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int DEEPEST = 6;

    /** A stored field. */
    record Origin(TableName table, String path) {}

    static Shape of(Kind kind) {
        return of(EnumSet.of(kind));
    }

    static Shape of(Set<Kind> kinds) {
        return new Shape(kinds, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Shape document(Fields fields) {
        return new Shape(EnumSet.of(Kind.OBJECT), Optional.of(fields), Optional.empty(), Optional.empty());
    }

    /** A document with exactly these fields. */
    static Shape document(Map<String, Shape> fields) {
        return document(Fields.made(fields));
    }

    static Shape list(Shape items) {
        return new Shape(EnumSet.of(Kind.ARRAY), Optional.empty(), Optional.of(items), Optional.empty());
    }

    Shape from(Origin stored) {
        return new Shape(kinds, fields, items, Optional.of(stored));
    }

    /** The same without its origin: a value made from the field, not the field. */
    Shape anonymous() {
        return origin.isEmpty() ? this : new Shape(kinds, fields, items, Optional.empty());
    }

    boolean isKnown() {
        return !kinds.isEmpty();
    }

    boolean mayBe(Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    boolean mayBeAny(Set<Kind> wanted) {
        return kinds.isEmpty() || wanted.stream().anyMatch(kinds::contains);
    }

    /** What a list holds; unknown for all else. */
    Shape element() {
        return items.orElse(UNKNOWN);
    }

    /** What the document's fields are; without any knowledge, where it may be something else or is not known. */
    Fields inside() {
        return fields.orElse(Fields.OPEN);
    }

    /** What an unwound list is: its items, or the value itself where it is no list. */
    Shape unwound() {
        if (!kinds.contains(Kind.ARRAY)) {
            return this;
        }
        Set<Kind> others = EnumSet.copyOf(kinds);
        others.remove(Kind.ARRAY);
        Shape item = origin.map(element()::from).orElse(element());
        return others.isEmpty() ? item : item.or(new Shape(others, fields, Optional.empty(), Optional.empty()));
    }

    /** The shape with a change made to the document it is, or to those it lists. */
    Shape withInside(UnaryOperator<Fields> change) {
        if (fields.isEmpty() && items.isEmpty()) {
            return isKnown() && !mayBe(Kind.OBJECT) ? this : document(change.apply(Fields.OPEN));
        }
        return new Shape(kinds, fields.map(change), items.map(item -> item.withInside(change)), origin);
    }

    /** The collection of which it may hold withheld fields, at whatever depth. */
    Optional<Table> findWithheld() {
        return findWithheld(Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Parts that are shared are looked at once. */
    private Optional<Table> findWithheld(Set<Shape> seen) {
        if (!seen.add(this)) {
            return Optional.empty();
        }
        return fields.flatMap(all -> all.withheld()
                        .or(() -> all.byName().values().stream()
                                .flatMap(shape -> shape.findWithheld(seen).stream())
                                .findFirst()))
                .or(() -> items.flatMap(item -> item.findWithheld(seen)));
    }

    /** One or the other. */
    Shape or(Shape other) {
        return or(other, DEEPEST);
    }

    @SuppressWarnings("ReferenceEquality") // A short cut: shapes may be too large to be compared by what they hold.
    private Shape or(Shape other, int depth) {
        if (this == other) {
            return this;
        }
        if (depth == 0 || !isKnown() || !other.isKnown()) {
            return findWithheld()
                    .or(other::findWithheld)
                    .map(table -> new Shape(
                            Set.of(), Optional.of(Fields.OPEN.withWithheld(table)), Optional.empty(), Optional.empty()))
                    .orElse(UNKNOWN);
        }
        Set<Kind> both = EnumSet.copyOf(kinds);
        both.addAll(other.kinds);
        return new Shape(
                both,
                either(fields, other.fields, kinds, other.kinds, Kind.OBJECT, (a, b) -> a.or(b, depth - 1)),
                either(items, other.items, kinds, other.kinds, Kind.ARRAY, (a, b) -> a.or(b, depth - 1)),
                Optional.empty());
    }

    /** Both where both are known; one alone only where the other can have none. */
    private static <T> Optional<T> either(
            Optional<T> left,
            Optional<T> right,
            Set<Kind> leftKinds,
            Set<Kind> rightKinds,
            Kind kind,
            BinaryOperator<T> join) {
        if (left.isPresent() && right.isPresent()) {
            return Optional.of(join.apply(left.get(), right.get()));
        }
        if (left.isPresent()) {
            return rightKinds.contains(kind) ? Optional.empty() : left;
        }
        return leftKinds.contains(kind) ? Optional.empty() : right;
    }

    static Shape either(Shape left, Shape right, int depth) {
        return left.or(right, depth);
    }

    /** The kinds in words, at most as deep as is of use: {@code int}, {@code array<string>}, {@code double|int}. */
    String words() {
        if (kinds.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        kinds.stream().sorted().forEach(kind -> {
            out.append(out.isEmpty() ? "" : "|").append(kind.word());
            if (kind == Kind.ARRAY && items.isPresent() && !items.get().kinds.contains(Kind.ARRAY)) {
                String inner = items.get().words();
                out.append(inner.isEmpty() ? "" : '<' + inner + '>');
            }
        });
        return out.toString();
    }
}
