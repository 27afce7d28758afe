package dev.schemaregistry.contract.mongo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the fields of a document: kept, dropped, computed, or the same question one level down. Built by
 * {@link ProjectionReader}; applying it is pure.
 */
record Projection(Map<String, Part> parts) {

    /** What becomes of one field. */
    sealed interface Part {}

    /** It stays as it is. */
    record Keep() implements Part {}

    /** It goes. */
    record Drop() implements Part {}

    /** It is made, or made anew. */
    record Make(Shape shape) implements Part {}

    /** Its own fields are looked at. */
    record Inner(Projection projection) implements Part {}

    /** Only what is kept or made remains. */
    Fields included(Fields from) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        from.byName()
                .forEach((name, shape) -> include(name, Optional.of(shape)).ifPresent(kept -> fields.put(name, kept)));
        parts.keySet().stream()
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> include(name, from.find(name)).ifPresent(made -> fields.put(name, made)));
        return Fields.made(fields);
    }

    private Optional<Shape> include(String name, Optional<Shape> shape) {
        Part part = parts.get(name);
        if (part instanceof Keep) {
            return Optional.of(shape.orElse(Shape.UNKNOWN));
        }
        if (part instanceof Make made) {
            return Optional.of(made.shape);
        }
        return part instanceof Inner inner
                ? Optional.of(shape.orElse(Shape.document(Fields.OPEN)).withInside(inner.projection::included))
                : Optional.empty();
    }

    /** All remains but what is dropped. */
    Fields excluded(Fields from) {
        Fields left = from;
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            Optional<Shape> shape = from.find(part.getKey());
            if (part.getValue() instanceof Drop) {
                left = left.without(part.getKey());
            } else if (part.getValue() instanceof Inner inner && shape.isPresent()) {
                left = left.with(part.getKey(), shape.get().withInside(inner.projection::excluded));
            }
        }
        return left;
    }

    /** All remains, with what is made. */
    Fields added(Fields to) {
        Map<String, Shape> more = new LinkedHashMap<>();
        Fields left = to;
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (part.getValue() instanceof Make made) {
                more.put(part.getKey(), made.shape);
            } else if (part.getValue() instanceof Drop) {
                left = left.without(part.getKey());
            } else if (part.getValue() instanceof Inner inner) {
                Shape shape = to.find(part.getKey())
                        .orElseGet(() ->
                                to.openness() == Openness.OPEN ? Shape.UNKNOWN : Shape.document(Fields.made(Map.of())));
                more.put(part.getKey(), shape.withInside(inner.projection::added));
            }
        }
        return left.with(more);
    }
}
